import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './fields.module.css';

/**
 * A form as a page: sections with a card beside them that stays in view, and buttons at the foot that do too.
 * On a narrow window the card comes after `first`.
 */
export function FormPage(props: {
  readonly onSubmit: (event: FormEvent) => void;
  readonly first: ReactNode;
  readonly side: ReactNode;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}) {
  return (
    <form className={styles.page} noValidate onSubmit={props.onSubmit}>
      <div className={styles.first}>{props.first}</div>
      {props.side}
      <div className={styles.rest}>{props.children}</div>
      <div className={styles.actions}>{props.actions}</div>
    </form>
  );
}

/** The card beside a form. */
export function FormSide(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <aside className={styles.side} aria-label={props.label}>
      {props.children}
    </aside>
  );
}

/** What has just happened to the form as a whole; brought to the reader, who may be at the other end of the page. */
export function FormNotice({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.notice}>
      {children}
    </div>
  );
}
