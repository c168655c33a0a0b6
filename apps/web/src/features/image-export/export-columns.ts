import type { Image } from '@console/image-model';
import { GiB, minuteMs } from '@console/units';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { projectLabels } from '../../resources/projects/project-labels.ts';
import { useSession } from '../../resources/session/session.ts';

/** The value of one cell. Numbers stay numbers in the file. */
export type Cell = string | number | null;

/** A column of the file. The title is in the user's language. */
export interface ExportColumn<T> {
  readonly key: string;
  readonly title: string;
  readonly value: (row: T) => Cell;
}

/** Returns all columns that can be exported. A column that the image list has too has the same key there. */
export function useExportColumns(): readonly ExportColumn<Image>[] {
  const { t } = useTranslation(['image', 'imageExport']);
  const labels = useImageLabels();
  const { projects } = useSession();
  const owners = useMemo(() => projectLabels(projects, ({ name, domain }) => `${name} / ${domain}`), [projects]);
  const none = t('image:none');
  // The page shows a dash for a missing value. In a file the cell is empty.
  const textOrEmpty = (toText: (image: Image) => string) => (image: Image) => {
    const text = toText(image);
    return text === none ? null : text;
  };
  return [
    { key: 'name', title: t('image:field.name'), value: ({ name }) => name },
    { key: 'id', title: t('image:field.id'), value: ({ id }) => id },
    { key: 'status', title: t('image:field.status'), value: textOrEmpty(labels.status) },
    { key: 'os', title: t('image:field.os'), value: textOrEmpty(labels.os) },
    { key: 'architecture', title: t('image:field.architecture'), value: textOrEmpty(labels.architecture) },
    { key: 'hypervisor', title: t('image:field.hypervisor'), value: textOrEmpty(labels.hypervisor) },
    { key: 'bootMode', title: t('image:field.bootMode'), value: textOrEmpty(labels.bootMode) },
    { key: 'format', title: t('image:field.diskFormat'), value: textOrEmpty(labels.format) },
    { key: 'size', title: t('imageExport:column.size'), value: ({ size }) => size },
    { key: 'sizeGib', title: t('imageExport:column.sizeGib'), value: ({ size }) => toGib(size) },
    { key: 'virtualSize', title: t('imageExport:column.virtualSize'), value: ({ virtualSize }) => virtualSize },
    { key: 'minDisk', title: t('image:field.minDisk'), value: ({ minDiskGib }) => minDiskGib },
    { key: 'minMemory', title: t('image:field.minMemory'), value: ({ minMemoryMib }) => minMemoryMib / 1024 },
    { key: 'visibility', title: t('image:field.visibility'), value: textOrEmpty(labels.visibility) },
    { key: 'protected', title: t('image:field.protected'), value: ({ isProtected }) => labels.yesNo(isProtected) },
    { key: 'tags', title: t('image:field.tags'), value: ({ tags }) => tags.join('; ') },
    { key: 'owner', title: t('image:field.owner'), value: ({ owner }) => owner && (owners.get(owner) ?? owner) },
    { key: 'description', title: t('image:field.description'), value: ({ description }) => description },
    { key: 'checksum', title: t('image:field.checksum'), value: ({ checksum }) => checksum },
    {
      key: 'createdAt',
      title: t('image:field.createdAt'),
      value: ({ createdAt }) => createdAt && toLocalTime(createdAt),
    },
    {
      key: 'updatedAt',
      title: t('image:field.updatedAt'),
      value: ({ updatedAt }) => updatedAt && toLocalTime(updatedAt),
    },
  ];
}

/** Returns the columns with these keys in the order of the keys, then the other columns. */
export function orderColumns<C extends { readonly key: string }>(
  columns: readonly C[],
  keys: readonly string[],
): readonly C[] {
  const first = keys.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return [...first, ...columns.filter(({ key }) => !keys.includes(key))];
}

/** Converts bytes to GiB, rounded to three decimals. */
export function toGib(bytes: number | null): number | null {
  return bytes === null ? null : Math.round((bytes / GiB) * 1000) / 1000;
}

/**
 * Converts a time of the cloud to ISO 8601 in local time with its UTC offset. Spreadsheets sort it as text.
 * @param iso returned unchanged if it is not a time
 * @param offset minutes east of UTC at that time; the browser's own by default
 */
export function toLocalTime(iso: string, offset?: number): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const east = offset ?? -time.getTimezoneOffset();
  const local = new Date(time.getTime() + east * minuteMs).toISOString().slice(0, 19);
  const minutes = Math.abs(east);
  return `${local}${east < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
