import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import type { Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/image/index.ts';
import type { ColumnKey } from './column-choice.ts';
import type { CellWords, Column } from './columns.tsx';
import { ImageRow } from './image-row.tsx';
import styles from './list.module.css';
import { nextSort, type Sort } from './list-address.ts';
import { ResizeHandle } from './resize-handle.tsx';
import type { Selection } from './selection.ts';
import { useRowKeys } from './use-row-keys.ts';

export interface RowsProps {
  readonly rows: readonly Image[];
  readonly say: CellWords;
  readonly selection: Selection;
  readonly actions: ImageActions;
}

/** Pixels of the columns that are always there. */
const fixed = { pick: 40, actions: 200 } as const;

/** The images as a table: head and name stay in view, the rest scrolls under them. */
export function ImageTable(
  props: RowsProps & {
    readonly columns: readonly Column[];
    /** @param width pixels; `null` = as at first */
    readonly onResize: (key: ColumnKey, width: number | null) => void;
    readonly sort: Sort;
    readonly onSort: (sort: Sort) => void;
  },
) {
  const { t } = useTranslation('imageList');
  const { rows, selection, columns } = props;
  const keys = useRowKeys(rows, selection);
  const least = columns.reduce((sum, { width }) => sum + width, fixed.pick + fixed.actions);
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table} style={{ minInlineSize: least }} aria-label={t('title')}>
        <colgroup>
          <col style={{ width: fixed.pick }} />
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={styles.pick}>
              <PickAll rows={rows} selection={selection} label={t('select.page')} />
            </th>
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                sort={props.sort}
                onSort={props.onSort}
                onWidth={(width) => props.onResize(column.key, width)}
              />
            ))}
            <th scope="col" className={styles.actions}>
              {t('column.actions')}
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={keys.onKeyDown}>
          {rows.map((image) => (
            <ImageRow
              key={image.id}
              image={image}
              columns={columns}
              say={props.say}
              actions={props.actions}
              isPicked={selection.has(image.id)}
              onPick={selection.toggle}
              isInTabOrder={image.id === keys.inTabOrder}
              onFocus={keys.onFocus}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sorted = { asc: 'ascending', desc: 'descending' } as const;

function Head(props: {
  readonly column: Column;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onWidth: (width: number | null) => void;
}) {
  const { t } = useTranslation('image');
  const { key } = props.column;
  const here = props.sort.column === key ? props.sort.direction : null;
  return (
    <th
      scope="col"
      data-align={props.column.align}
      data-column={key}
      aria-sort={here === null ? undefined : sorted[here]}
    >
      <button type="button" className={styles.sort} onClick={() => props.onSort(nextSort(props.sort, key))}>
        {props.column.head(t)}
        {here !== null &&
          (here === 'asc' ? <CaretUpFilled aria-hidden="true" /> : <CaretDownFilled aria-hidden="true" />)}
      </button>
      <ResizeHandle onWidth={props.onWidth} />
    </th>
  );
}

/** Picks or drops every image of the page. */
export function PickAll(props: {
  readonly rows: readonly Image[];
  readonly selection: Selection;
  readonly label: string;
}) {
  const ids = props.rows.map((image) => image.id);
  const picked = ids.filter((id) => props.selection.has(id)).length;
  return (
    <input
      type="checkbox"
      aria-label={props.label}
      checked={picked > 0 && picked === ids.length}
      ref={(box) => {
        if (box !== null) box.indeterminate = picked > 0 && picked < ids.length;
      }}
      onChange={() => props.selection.set(ids, picked < ids.length)}
    />
  );
}
