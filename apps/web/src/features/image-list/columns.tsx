import type { Image } from '@console/image-model';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ImageWords, OsMark, StatusMark } from '../../resources/image/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { Size, Time } from '../../shared/ui/index.ts';
import { IdCell } from './id-cell.tsx';
import styles from './list.module.css';
import type { SortColumn } from './list-address.ts';
import { TagChips } from './tag-chips.tsx';

/** What a cell may say. */
export interface CellWords {
  readonly words: ImageWords;
  readonly ownerName: (image: Image) => string;
}

export interface Column {
  readonly key: SortColumn;
  readonly head: (t: TFunction<'image'>) => string;
  readonly width: number;
  readonly align?: 'end';
  readonly cell: (image: Image, say: CellWords) => ReactNode;
}

export function ImageName({ image, words }: { readonly image: Image; readonly words: ImageWords }) {
  const { t } = useTranslation('image');
  return (
    <span className={styles.name}>
      <OsMark image={image} />
      <Link to={routes.image(image.id)} title={words.name(image)}>
        {words.name(image)}
      </Link>
      {image.isHidden && <span className={styles.tag}>{t('field.hidden')}</span>}
    </span>
  );
}

/** The list's columns in their first order; each is also what can be sorted by. */
export const columns: readonly Column[] = [
  {
    key: 'name',
    head: (t) => t('field.name'),
    width: 280,
    cell: (image, { words }) => <ImageName image={image} words={words} />,
  },
  {
    key: 'status',
    head: (t) => t('field.status'),
    width: 136,
    cell: (image) => <StatusMark image={image} />,
  },
  {
    key: 'os',
    head: (t) => t('field.os'),
    width: 128,
    cell: (image, { words }) => words.os(image),
  },
  {
    key: 'architecture',
    head: (t) => t('field.architecture'),
    width: 136,
    cell: (image, { words }) => words.architecture(image),
  },
  {
    key: 'hypervisor',
    head: (t) => t('field.hypervisor'),
    width: 132,
    cell: (image, { words }) => words.hypervisor(image),
  },
  {
    key: 'format',
    head: (t) => t('field.diskFormat'),
    width: 88,
    cell: (image, { words }) => words.format(image),
  },
  {
    key: 'size',
    head: (t) => t('field.size'),
    width: 96,
    align: 'end',
    cell: (image) => <Size bytes={image.size} />,
  },
  {
    key: 'visibility',
    head: (t) => t('field.public'),
    width: 112,
    cell: (image, { words }) => words.visibility(image),
  },
  {
    key: 'protected',
    head: (t) => t('field.protected'),
    width: 104,
    cell: (image, { words }) => words.yesNo(image.isProtected),
  },
  {
    key: 'tags',
    head: (t) => t('field.tags'),
    width: 200,
    cell: (image) => <TagChips tags={image.tags} />,
  },
  {
    key: 'owner',
    head: (t) => t('field.owner'),
    width: 128,
    cell: (image, { ownerName }) => <span title={image.owner ?? undefined}>{ownerName(image)}</span>,
  },
  {
    key: 'createdAt',
    head: (t) => t('field.createdAt'),
    width: 136,
    cell: (image) => <Time at={image.createdAt} />,
  },
  {
    key: 'updatedAt',
    head: (t) => t('field.updatedAt'),
    width: 136,
    cell: (image) => <Time at={image.updatedAt} />,
  },
  {
    key: 'id',
    head: (t) => t('field.id'),
    width: 128,
    cell: (image) => <IdCell id={image.id} />,
  },
];
