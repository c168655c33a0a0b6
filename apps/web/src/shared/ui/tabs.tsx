import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './tabs.module.css';

export interface TabItem<K extends string> {
  readonly key: K;
  readonly label: ReactNode;
}

/** Index of the tab that a key moves to. */
const targetByKey: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** Tabs above a panel. The arrow keys, Home and End move between tabs; `label` is the accessible name of the tab list. */
export function Tabs<K extends string>(props: {
  readonly label: string;
  readonly items: readonly TabItem<K>[];
  readonly current: K;
  readonly onChoose: (key: K) => void;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  const id = useId();
  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>, index: number): void {
    const target = targetByKey[event.key]?.(index, props.items.length);
    const next = target === undefined ? undefined : props.items[target];
    if (target === undefined || next === undefined) return;
    event.preventDefault();
    const sibling = event.currentTarget.parentElement?.children[target];
    if (sibling instanceof HTMLElement) sibling.focus();
    props.onChoose(next.key);
  }
  return (
    <>
      <div role="tablist" aria-label={props.label} className={styles.tabs}>
        {props.items.map(({ key, label }, index) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === props.current}
            aria-controls={`${id}-panel`}
            tabIndex={key === props.current ? 0 : -1}
            onClick={() => props.onChoose(key)}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.current}`} className={props.className}>
        {props.children}
      </div>
    </>
  );
}
