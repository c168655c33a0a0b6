import { type PointerEvent, useRef } from 'react';
import { widthLimits } from './column-choice.ts';
import styles from './list.module.css';

interface Drag {
  readonly col: HTMLElement;
  /** Width of the column less where the pointer was, pixels. */
  readonly offset: number;
  /** Where it has been drawn to; `null` while it is only held. */
  readonly width: number | null;
}

/**
 * The edge of a column's head, to be drawn with the pointer; a double click gives the first width back. The column
 * follows by itself, and the list is told at the end. By keyboard the same is done in the choice of columns.
 */
export function ResizeHandle({ onWidth }: { readonly onWidth: (width: number | null) => void }) {
  const drag = useRef<Drag | null>(null);
  function begin(event: PointerEvent<HTMLSpanElement>): void {
    const head = event.currentTarget.closest('th');
    const col = head?.closest('table')?.querySelectorAll('col')[head.cellIndex];
    if (head === null || col === undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { col, offset: head.offsetWidth - event.clientX, width: null };
  }
  function follow(event: PointerEvent<HTMLSpanElement>): void {
    if (drag.current === null) return;
    const { col, offset } = drag.current;
    const width = Math.max(widthLimits.least, event.clientX + offset);
    col.style.width = `${width}px`;
    drag.current = { col, offset, width };
  }
  function end(): void {
    const width = drag.current?.width ?? null;
    drag.current = null;
    if (width !== null) onWidth(width);
  }
  return (
    <span
      aria-hidden="true"
      className={styles.resize}
      onPointerDown={begin}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onWidth(null)}
    />
  );
}
