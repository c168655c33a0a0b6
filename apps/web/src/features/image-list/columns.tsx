import type { Image } from '@console/image-model';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { OsBadge, StatusBadge } from '../../resources/images/image-badges.tsx';
import type { ImageLabels } from '../../resources/images/image-labels.ts';
import { routes } from '../../shared/paths/index.ts';
import { Size, Time, useCopyToClipboard } from '../../shared/ui/index.ts';
import styles from './image-list.module.css';
import type { ColumnKey } from './search-params.ts';

/** What a cell needs besides its image. */
export interface CellContext {
  readonly labels: ImageLabels;
  /** Returns the displayed name of an image's owner project. */
  readonly ownerName: (image: Image) => string;
}

export interface Column {
  readonly key: ColumnKey;
  readonly title: (t: TFunction<'image'>) => string;
  /** Pixels. */
  readonly width: number;
  readonly align?: 'end';
  readonly cell: (image: Image, context: CellContext) => ReactNode;
}

/** The columns in their default order, the same as that of `columnKeys`. */
export const columns: readonly Column[] = [
  {
    key: 'name',
    title: (t) => t('field.name'),
    width: 280,
    cell: (image, { labels }) => <NameCell image={image} labels={labels} />,
  },
  {
    key: 'status',
    title: (t) => t('field.status'),
    width: 136,
    cell: (image) => <StatusBadge image={image} />,
  },
  {
    key: 'os',
    title: (t) => t('field.os'),
    width: 128,
    cell: (image, { labels }) => labels.os(image),
  },
  {
    key: 'architecture',
    title: (t) => t('field.architecture'),
    width: 136,
    cell: (image, { labels }) => labels.architecture(image),
  },
  {
    key: 'hypervisor',
    title: (t) => t('field.hypervisor'),
    width: 132,
    cell: (image, { labels }) => labels.hypervisor(image),
  },
  {
    key: 'format',
    title: (t) => t('field.diskFormat'),
    width: 88,
    cell: (image, { labels }) => labels.format(image),
  },
  {
    key: 'size',
    title: (t) => t('field.size'),
    width: 96,
    align: 'end',
    cell: (image) => <Size bytes={image.size} />,
  },
  {
    key: 'visibility',
    title: (t) => t('field.public'),
    width: 112,
    cell: (image, { labels }) => labels.visibility(image),
  },
  {
    key: 'protected',
    title: (t) => t('field.protected'),
    width: 104,
    cell: (image, { labels }) => labels.yesNo(image.isProtected),
  },
  {
    key: 'tags',
    title: (t) => t('field.tags'),
    width: 200,
    cell: (image) => <TagsCell tags={image.tags} />,
  },
  {
    key: 'owner',
    title: (t) => t('field.owner'),
    width: 128,
    cell: (image, { ownerName }) => <span title={image.owner ?? undefined}>{ownerName(image)}</span>,
  },
  {
    key: 'createdAt',
    title: (t) => t('field.createdAt'),
    width: 136,
    cell: (image) => <Time at={image.createdAt} />,
  },
  {
    key: 'updatedAt',
    title: (t) => t('field.updatedAt'),
    width: 136,
    cell: (image) => <Time at={image.updatedAt} />,
  },
  {
    key: 'id',
    title: (t) => t('field.id'),
    width: 128,
    cell: (image) => <IdCell id={image.id} />,
  },
];

export function NameCell({ image, labels }: { readonly image: Image; readonly labels: ImageLabels }) {
  const { t } = useTranslation('image');
  return (
    <span className={styles.name}>
      <OsBadge image={image} />
      <Link to={routes.image(image.id)} title={labels.name(image)}>
        {labels.name(image)}
      </Link>
      {image.isHidden && <span className={styles.tag}>{t('field.hidden')}</span>}
    </span>
  );
}

const maxShownTags = 2;

/** The first tags and the number of the others; the tooltip has all of them. */
export function TagsCell({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  const hiddenCount = tags.length - maxShownTags;
  return (
    <span className={styles.tags} title={tags.join('\n')}>
      {tags.slice(0, maxShownTags).map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      {hiddenCount > 0 && <span className={styles.hiddenTags}>+{hiddenCount}</span>}
    </span>
  );
}

/** Shortens a UUID to the eight digits that users tell images and projects apart by. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** The short ID; a click copies the full one. */
function IdCell({ id }: { readonly id: string }) {
  const { t } = useTranslation('imageList');
  const copy = useCopyToClipboard();
  return (
    <button type="button" className={styles.id} title={id} aria-label={t('copyId', { id })} onClick={() => copy(id)}>
      {shortId(id)}
    </button>
  );
}
