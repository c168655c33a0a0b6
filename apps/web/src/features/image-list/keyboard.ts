import type { Image } from '@console/image-model';
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useEffectEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import type { Selection } from './selection.tsx';

/** Handles `/` (search), `c` (create) and `?` (help) wherever the focus is on the page. */
export function useKeyboardShortcuts(shortcuts: {
  readonly onSearch: () => void;
  readonly onCreate: () => void;
  readonly onHelp: () => void;
}): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const handler = new Map([
      ['/', shortcuts.onSearch],
      ['c', shortcuts.onCreate],
      ['?', shortcuts.onHelp],
    ]).get(event.key);
    if (handler === undefined || isKeyInUse(event)) return;
    event.preventDefault();
    handler();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

const textFields = 'input, textarea, select, [contenteditable="true"]';

/** True if the key belongs to a text field, an open dialog, another handler or a shortcut of the browser. */
function isKeyInUse(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  return (
    event.defaultPrevented ||
    hasModifier ||
    target?.matches(textFields) === true ||
    document.querySelector('[role="dialog"], dialog[open]') !== null
  );
}

/** Index of the row that a key moves the focus to. */
const nextIndex: Readonly<Record<string, (index: number, lastIndex: number) => number>> = {
  ArrowDown: (index, lastIndex) => Math.min(index + 1, lastIndex),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, lastIndex) => lastIndex,
};

/**
 * Keyboard navigation of table rows: arrows, Home and End move the focus, Space selects, Enter opens the image.
 * Only one row is in the tab order, the row that had the focus last (a roving tabindex).
 */
export function useRowKeyboard(rows: readonly Image[], selection: Selection) {
  const navigate = useNavigate();
  const [lastFocusedId, setLastFocusedId] = useState<string | null>(null);
  const tabbableId = rows.some((image) => image.id === lastFocusedId) ? lastFocusedId : rows[0]?.id;

  function onKeyDown(event: ReactKeyboardEvent<HTMLTableSectionElement>): void {
    // The links and buttons inside a row handle these keys themselves.
    const row = event.target;
    if (!(row instanceof HTMLTableRowElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const index = row.sectionRowIndex;
    const image = rows[index];
    if (image === undefined) return;
    const moveFocus = nextIndex[event.key];
    if (moveFocus !== undefined) event.currentTarget.rows[moveFocus(index, rows.length - 1)]?.focus();
    else if (event.key === ' ') selection.toggle(image.id);
    else if (event.key === 'Enter') void navigate(routes.image(image.id));
    else return;
    event.preventDefault();
  }

  return { onKeyDown, onFocusRow: setLastFocusedId, tabbableId };
}
