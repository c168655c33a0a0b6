import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './filters.module.css';

/** A button that opens a panel under it. The panel follows its button, so Tab leads into it. */
export function PopButton(props: {
  /** Names what it opens. */
  readonly label: string;
  /** What is drawn in the button, and names it. */
  readonly face: ReactNode;
  /** On hover, where the face is only a sign. */
  readonly hint?: string;
  readonly isOn?: boolean;
  readonly isOpenAtFirst?: boolean;
  /** Which edges of button and panel are in line. */
  readonly align?: 'start' | 'end';
  readonly children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(props.isOpenAtFirst ?? false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useId();
  useEffect(() => {
    if (props.isOpenAtFirst) button.current?.focus();
  }, [props.isOpenAtFirst]);

  function closeOnLeave(event: FocusEvent): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  }
  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key === 'Escape' && isOpen) close();
  }

  return (
    <fieldset aria-label={props.label} className={styles.menu} onBlur={closeOnLeave} onKeyDown={closeOnEscape}>
      <button
        ref={button}
        type="button"
        className={styles.chip}
        title={props.hint}
        data-on={props.isOn || undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panel : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {props.face}
      </button>
      {isOpen && (
        // It takes the focus of a click on its ground, which otherwise would leave it and close it.
        <div id={panel} tabIndex={-1} className={styles.panel} data-align={props.align ?? 'start'}>
          {props.children(close)}
        </div>
      )}
    </fieldset>
  );
}
