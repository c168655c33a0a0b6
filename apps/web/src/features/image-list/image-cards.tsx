import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../resources/images/image-badges.tsx';
import { Size, Time } from '../../shared/ui/index.ts';
import { NameCell, TagsCell } from './columns.tsx';
import styles from './image-list.module.css';
import type { RowsProps } from './image-table.tsx';
import { RowActions } from './row-actions.tsx';

/** The images as cards, on a phone. */
export function ImageCards(props: RowsProps) {
  const { t } = useTranslation(['imageList', 'image']);
  const { rows, selection } = props;
  const { labels } = props.context;
  return (
    <ul className={styles.cards} aria-label={t('imageList:title')}>
      {rows.map((image) => (
        <li key={image.id} className={styles.card} data-selected={selection.has(image.id) || undefined}>
          <div className={styles.cardHeader}>
            <input
              type="checkbox"
              aria-label={t('imageList:select.one', { name: labels.name(image) })}
              checked={selection.has(image.id)}
              onChange={() => selection.toggle(image.id)}
            />
            <NameCell image={image} labels={labels} />
            <StatusBadge image={image} />
          </div>
          <p className={styles.cardFacts}>
            {[labels.os(image), labels.architecture(image), labels.format(image), labels.visibility(image)]
              .filter((fact) => fact !== t('image:none'))
              .map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            {image.size !== null && <Size bytes={image.size} />}
            {image.isProtected && <span>{t('image:field.protected')}</span>}
            <Time at={image.createdAt} />
          </p>
          <TagsCell tags={image.tags} />
          <RowActions image={image} actions={props.actions} />
        </li>
      ))}
    </ul>
  );
}
