import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../resources/image/index.ts';
import { Size, Time } from '../../shared/ui/index.ts';
import { ImageName } from './columns.tsx';
import type { RowsProps } from './image-table.tsx';
import styles from './list.module.css';
import { RowActions } from './row-actions.tsx';
import { TagChips } from './tag-chips.tsx';

/** The images as cards, for a phone. */
export function ImageCards(props: RowsProps) {
  const { t } = useTranslation(['imageList', 'image']);
  const { rows, selection, say } = props;
  const { words } = say;
  return (
    <ul className={styles.cards} aria-label={t('imageList:title')}>
      {rows.map((image) => (
        <li key={image.id} className={styles.card} data-picked={selection.has(image.id) || undefined}>
          <div className={styles.cardHead}>
            <input
              type="checkbox"
              aria-label={t('imageList:select.one', {
                name: words.name(image),
              })}
              checked={selection.has(image.id)}
              onChange={() => selection.toggle(image.id)}
            />
            <ImageName image={image} words={words} />
            <StatusMark image={image} />
          </div>
          <p className={styles.cardFacts}>
            {[words.os(image), words.architecture(image), words.format(image), words.visibility(image)]
              .filter((fact) => fact !== t('image:none'))
              .map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            {image.size !== null && <Size bytes={image.size} />}
            {image.isProtected && <span>{t('image:field.protected')}</span>}
            <Time at={image.createdAt} />
          </p>
          <TagChips tags={image.tags} />
          <RowActions image={image} actions={props.actions} />
        </li>
      ))}
    </ul>
  );
}
