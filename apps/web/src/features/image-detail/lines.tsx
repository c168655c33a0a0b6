import type { ReactNode } from 'react';
import styles from './detail.module.css';

/** A card of named values. */
export function Lines(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h2>{props.title}</h2>
      <dl className={styles.lines}>{props.children}</dl>
    </section>
  );
}

/** `tip` stands beside the name. */
export function Line(props: { readonly label: ReactNode; readonly tip?: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>
        {props.label}
        {props.tip}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}
