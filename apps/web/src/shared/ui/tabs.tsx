import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './tabs.module.css';

export interface TabItem<K extends string> {
  readonly key: K;
  readonly label: ReactNode;
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Tabs over a panel; arrows go from one to the next. `label` names the whole for those who hear it. */
export function Tabs<K extends string>(props: {
  readonly label: string;
  readonly items: readonly TabItem<K>[];
  readonly current: K;
  readonly onChoose: (key: K) => void;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  const id = useId();
  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>, at: number): void {
    const to = steps[event.key]?.(at, props.items.length);
    const next = to === undefined ? undefined : props.items[to];
    if (to === undefined || next === undefined) return;
    event.preventDefault();
    const sibling = event.currentTarget.parentElement?.children[to];
    if (sibling instanceof HTMLElement) sibling.focus();
    props.onChoose(next.key);
  }
  return (
    <>
      <div role="tablist" aria-label={props.label} className={styles.tabs}>
        {props.items.map(({ key, label }, at) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === props.current}
            aria-controls={`${id}-panel`}
            tabIndex={key === props.current ? 0 : -1}
            onClick={() => props.onChoose(key)}
            onKeyDown={(event) => onKeyDown(event, at)}
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
