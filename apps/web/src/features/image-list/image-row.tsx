import type { Image } from '@console/image-model';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/image/index.ts';
import type { CellWords, Column } from './columns.tsx';
import styles from './list.module.css';
import { RowActions } from './row-actions.tsx';

/** One image of the table. Drawn again only when something of its own has changed. */
export const ImageRow = memo(function ImageRow(props: {
  readonly image: Image;
  readonly columns: readonly Column[];
  readonly say: CellWords;
  readonly actions: ImageActions;
  readonly isPicked: boolean;
  readonly onPick: (id: string) => void;
  /** Whether Tab leads to this row; arrows lead on from it. */
  readonly isInTabOrder: boolean;
  readonly onFocus: (id: string) => void;
}) {
  const { t } = useTranslation('imageList');
  const { image, say } = props;
  return (
    <tr
      tabIndex={props.isInTabOrder ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && props.onFocus(image.id)}
      data-picked={props.isPicked || undefined}
    >
      <td className={styles.pick}>
        <input
          type="checkbox"
          aria-label={t('select.one', { name: say.words.name(image) })}
          checked={props.isPicked}
          onChange={() => props.onPick(image.id)}
        />
      </td>
      {props.columns.map((column) => (
        <td key={column.key} data-align={column.align} data-column={column.key}>
          {column.cell(image, say)}
        </td>
      ))}
      <td className={styles.actions}>
        <RowActions image={image} actions={props.actions} />
      </td>
    </tr>
  );
});
