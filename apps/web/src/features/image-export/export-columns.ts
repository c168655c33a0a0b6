import type { Image } from '@console/image-model';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useImageWords } from '../../resources/image/index.ts';
import { projectLabels } from '../../resources/project/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { type ExportColumn, gibOf, localTime } from './rows.ts';

/** Everything that can be exported, titles and values in the reader's language; keys are those of the list's columns where it has one. */
export function useExportColumns(): readonly ExportColumn<Image>[] {
  const { t } = useTranslation(['image', 'imageExport']);
  const words = useImageWords();
  const { projects } = useSession();
  const owners = useMemo(() => projectLabels(projects, ({ name, domain }) => `${name} / ${domain}`), [projects]);
  const none = t('image:none');
  // A dash says "nothing" to a reader; in a file an empty cell does.
  const said = (say: (image: Image) => string) => (image: Image) => {
    const text = say(image);
    return text === none ? null : text;
  };
  return [
    { key: 'name', title: t('image:field.name'), value: ({ name }) => name },
    { key: 'id', title: t('image:field.id'), value: ({ id }) => id },
    { key: 'status', title: t('image:field.status'), value: said(words.status) },
    { key: 'os', title: t('image:field.os'), value: said(words.os) },
    { key: 'architecture', title: t('image:field.architecture'), value: said(words.architecture) },
    { key: 'hypervisor', title: t('image:field.hypervisor'), value: said(words.hypervisor) },
    { key: 'bootMode', title: t('image:field.bootMode'), value: said(words.bootMode) },
    { key: 'format', title: t('image:field.diskFormat'), value: said(words.format) },
    { key: 'size', title: t('imageExport:column.size'), value: ({ size }) => size },
    { key: 'sizeGib', title: t('imageExport:column.sizeGib'), value: ({ size }) => gibOf(size) },
    { key: 'virtualSize', title: t('imageExport:column.virtualSize'), value: ({ virtualSize }) => virtualSize },
    { key: 'minDisk', title: t('image:field.minDisk'), value: ({ minDiskGib }) => minDiskGib },
    { key: 'minMemory', title: t('image:field.minMemory'), value: ({ minMemoryMib }) => minMemoryMib / 1024 },
    { key: 'visibility', title: t('image:field.visibility'), value: said(words.visibility) },
    { key: 'protected', title: t('image:field.protected'), value: ({ isProtected }) => words.yesNo(isProtected) },
    { key: 'tags', title: t('image:field.tags'), value: ({ tags }) => tags.join('; ') },
    { key: 'owner', title: t('image:field.owner'), value: ({ owner }) => owner && (owners.get(owner) ?? owner) },
    { key: 'description', title: t('image:field.description'), value: ({ description }) => description },
    { key: 'checksum', title: t('image:field.checksum'), value: ({ checksum }) => checksum },
    {
      key: 'createdAt',
      title: t('image:field.createdAt'),
      value: ({ createdAt }) => createdAt && localTime(createdAt),
    },
    {
      key: 'updatedAt',
      title: t('image:field.updatedAt'),
      value: ({ updatedAt }) => updatedAt && localTime(updatedAt),
    },
  ];
}

/** Those asked for in the order in which they are asked for, then the others. */
export function inOrder<C extends { readonly key: string }>(
  columns: readonly C[],
  keys: readonly string[],
): readonly C[] {
  const first = keys.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return [...first, ...columns.filter(({ key }) => !keys.includes(key))];
}
