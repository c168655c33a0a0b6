import type { Image } from '@console/image-model';
import { type KeyboardEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import type { Selection } from './selection.ts';

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Arrows move the focus from row to row, space picks, Enter opens. One row is in the tab order, the one last focused. */
export function useRowKeys(rows: readonly Image[], selection: Selection) {
  const navigate = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const inTabOrder = rows.some((image) => image.id === current) ? current : rows[0]?.id;

  function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>): void {
    // Inside a row, its links and buttons have these keys for themselves.
    const row = event.target;
    if (!(row instanceof HTMLTableRowElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = row.sectionRowIndex;
    const image = rows[at];
    if (image === undefined) return;
    const step = steps[event.key];
    if (step !== undefined) event.currentTarget.rows[step(at, rows.length - 1)]?.focus();
    else if (event.key === ' ') selection.toggle(image.id);
    else if (event.key === 'Enter') void navigate(routes.image(image.id));
    else return;
    event.preventDefault();
  }

  return { onKeyDown, onFocus: setCurrent, inTabOrder };
}
