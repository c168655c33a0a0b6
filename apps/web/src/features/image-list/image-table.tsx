import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import type { Image } from '@console/image-model';
import { memo, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/images/image-action-button.tsx';
import { widthLimits } from './column-settings.ts';
import type { CellContext, Column } from './columns.tsx';
import styles from './image-list.module.css';
import { useRowKeyboard } from './keyboard.ts';
import { RowActions } from './row-actions.tsx';
import { type ColumnKey, nextSort, type Sort } from './search-params.ts';
import { type Selection, SelectPageCheckbox } from './selection.tsx';

export interface RowsProps {
  readonly rows: readonly Image[];
  readonly context: CellContext;
  readonly selection: Selection;
  readonly actions: ImageActions;
}

/** Widths of the columns that are not in the column settings, in pixels. */
const fixedWidths = { select: 40, actions: 200 } as const;

/** The images as a table with a sticky header and a sticky name column. */
export function ImageTable(
  props: RowsProps & {
    readonly columns: readonly Column[];
    /** @param width pixels; `null` restores the default width */
    readonly onResize: (key: ColumnKey, width: number | null) => void;
    readonly sort: Sort;
    readonly onSort: (sort: Sort) => void;
  },
) {
  const { t } = useTranslation('imageList');
  const { rows, selection, columns } = props;
  const keyboard = useRowKeyboard(rows, selection);
  const minWidth = columns.reduce((sum, { width }) => sum + width, fixedWidths.select + fixedWidths.actions);
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table} style={{ minInlineSize: minWidth }} aria-label={t('title')}>
        <colgroup>
          <col style={{ width: fixedWidths.select }} />
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={styles.select}>
              <SelectPageCheckbox rows={rows} selection={selection} label={t('select.page')} />
            </th>
            {columns.map((column) => (
              <ColumnHeader
                key={column.key}
                column={column}
                sort={props.sort}
                onSort={props.onSort}
                onResize={(width) => props.onResize(column.key, width)}
              />
            ))}
            <th scope="col" className={styles.actions}>
              {t('column.actions')}
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={keyboard.onKeyDown}>
          {rows.map((image) => (
            <ImageRow
              key={image.id}
              image={image}
              columns={columns}
              context={props.context}
              actions={props.actions}
              isSelected={selection.has(image.id)}
              onToggle={selection.toggle}
              isTabbable={image.id === keyboard.tabbableId}
              onFocus={keyboard.onFocusRow}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

function ColumnHeader(props: {
  readonly column: Column;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onResize: (width: number | null) => void;
}) {
  const { t } = useTranslation('image');
  const { key } = props.column;
  const direction = props.sort.column === key ? props.sort.direction : null;
  return (
    <th
      scope="col"
      data-align={props.column.align}
      data-column={key}
      aria-sort={direction === null ? undefined : ariaSort[direction]}
    >
      <button type="button" className={styles.sort} onClick={() => props.onSort(nextSort(props.sort, key))}>
        {props.column.title(t)}
        {direction === 'asc' && <CaretUpFilled aria-hidden="true" />}
        {direction === 'desc' && <CaretDownFilled aria-hidden="true" />}
      </button>
      <ResizeHandle onResize={props.onResize} />
    </th>
  );
}

interface Drag {
  readonly col: HTMLElement;
  /** Width of the column minus the pointer's x coordinate at the start, in pixels. */
  readonly offset: number;
  /** Current width in pixels; `null` until the pointer has moved. */
  readonly width: number | null;
}

/**
 * The draggable edge of a column header; a double click restores the default width. While dragging, only the `col`
 * element is changed; the settings change at the end, so that the rows are rendered once. The column settings panel
 * offers the same by keyboard.
 */
function ResizeHandle({ onResize }: { readonly onResize: (width: number | null) => void }) {
  const drag = useRef<Drag | null>(null);
  function startDrag(event: PointerEvent<HTMLSpanElement>): void {
    const header = event.currentTarget.closest('th');
    const col = header?.closest('table')?.querySelectorAll('col')[header.cellIndex];
    if (header === null || col === undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { col, offset: header.offsetWidth - event.clientX, width: null };
  }
  function continueDrag(event: PointerEvent<HTMLSpanElement>): void {
    if (drag.current === null) return;
    const { col, offset } = drag.current;
    const width = Math.max(widthLimits.min, event.clientX + offset);
    col.style.width = `${width}px`;
    drag.current = { col, offset, width };
  }
  function endDrag(): void {
    const width = drag.current?.width ?? null;
    drag.current = null;
    if (width !== null) onResize(width);
  }
  return (
    <span
      aria-hidden="true"
      className={styles.resizeHandle}
      onPointerDown={startDrag}
      onPointerMove={continueDrag}
      onPointerUp={endDrag}
      onPointerCancel={endDrag}
      onDoubleClick={() => onResize(null)}
    />
  );
}

/** One image of the table. Memoized: a change of the selection or the focus renders only the rows concerned. */
const ImageRow = memo(function ImageRow(props: {
  readonly image: Image;
  readonly columns: readonly Column[];
  readonly context: CellContext;
  readonly actions: ImageActions;
  readonly isSelected: boolean;
  readonly onToggle: (id: string) => void;
  readonly isTabbable: boolean;
  readonly onFocus: (id: string) => void;
}) {
  const { t } = useTranslation('imageList');
  const { image, context } = props;
  return (
    <tr
      tabIndex={props.isTabbable ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && props.onFocus(image.id)}
      data-selected={props.isSelected || undefined}
    >
      <td className={styles.select}>
        <input
          type="checkbox"
          aria-label={t('select.one', { name: context.labels.name(image) })}
          checked={props.isSelected}
          onChange={() => props.onToggle(image.id)}
        />
      </td>
      {props.columns.map((column) => (
        <td key={column.key} data-align={column.align} data-column={column.key}>
          {column.cell(image, context)}
        </td>
      ))}
      <td className={styles.actions}>
        <RowActions image={image} actions={props.actions} />
      </td>
    </tr>
  );
});
