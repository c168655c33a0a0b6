import { useEffect, useEffectEvent } from 'react';

/** Single keys of the list, by what they do. */
export interface ListKeys {
  readonly onSearch: () => void;
  readonly onCreate: () => void;
  readonly onHelp: () => void;
}

const writable = 'input, textarea, select, [contenteditable="true"]';

/** True where a key is somebody else's: a text being written, a dialog, a shortcut of the browser. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  return (
    event.defaultPrevented ||
    isModified ||
    target?.matches(writable) === true ||
    document.querySelector('[role="dialog"], dialog[open]') !== null
  );
}

/** `/` search, `c` create, `?` help, wherever the focus is on the page. */
export function useListKeys(keys: ListKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = new Map([
      ['/', keys.onSearch],
      ['c', keys.onCreate],
      ['?', keys.onHelp],
    ]).get(event.key);
    if (run === undefined || isTaken(event)) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
