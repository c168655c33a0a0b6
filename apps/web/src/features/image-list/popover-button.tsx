import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './filters.module.css';

/** A button that opens a popover. The popover follows the button in the document, so Tab leads from one into the other. */
export function PopoverButton(props: {
  /** Accessible name of the button and its popover as a group. */
  readonly label: string;
  /** Content and accessible name of the button. */
  readonly content: ReactNode;
  /** Shown on hover, for a button with only an icon. */
  readonly title?: string | undefined;
  readonly isActive?: boolean;
  readonly isInitiallyOpen?: boolean;
  /** Edge at which button and popover are aligned. */
  readonly align?: 'start' | 'end';
  readonly children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(props.isInitiallyOpen ?? false);
  const button = useRef<HTMLButtonElement>(null);
  const popoverId = useId();
  useEffect(() => {
    if (props.isInitiallyOpen) button.current?.focus();
  }, [props.isInitiallyOpen]);

  function closeOnBlur(event: FocusEvent): void {
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
    <fieldset aria-label={props.label} className={styles.menu} onBlur={closeOnBlur} onKeyDown={closeOnEscape}>
      <button
        ref={button}
        type="button"
        className={styles.chip}
        title={props.title}
        data-active={props.isActive || undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? popoverId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {props.content}
      </button>
      {isOpen && (
        // Focusable, so that a click on its background keeps the focus inside and the popover open.
        <div id={popoverId} tabIndex={-1} className={styles.popover} data-align={props.align ?? 'start'}>
          {props.children(close)}
        </div>
      )}
    </fieldset>
  );
}
