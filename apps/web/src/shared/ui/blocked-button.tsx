import { type ReactNode, useId, useState } from 'react';
import styles from './blocked-button.module.css';

interface Position {
  readonly left: number;
  readonly top: number;
}

/**
 * A button for an action that is not allowed. It stays focusable, and a tooltip with the reason shows while the button is
 * hovered or focused. The tooltip is in the browser's top layer, so nothing clips or covers it.
 */
export function BlockedButton(props: {
  readonly label: ReactNode;
  readonly reason: string;
  readonly className?: string | undefined;
}) {
  const id = useId();
  const [position, setPosition] = useState<Position | null>(null);
  function show(button: HTMLElement): void {
    const { left, width, top } = button.getBoundingClientRect();
    setPosition({ left: clampToWindow(left + width / 2, window.innerWidth), top });
  }
  const hide = () => setPosition(null);
  return (
    <>
      <button
        type="button"
        aria-disabled
        aria-describedby={position === null ? undefined : id}
        className={`${styles.blocked} ${props.className ?? ''}`}
        onPointerEnter={(event) => show(event.currentTarget)}
        onFocus={(event) => show(event.currentTarget)}
        onClick={(event) => show(event.currentTarget)}
        onPointerLeave={hide}
        onBlur={hide}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {props.label}
      </button>
      {position !== null && (
        <span
          role="tooltip"
          id={id}
          popover="manual"
          ref={(tip) => tip?.showPopover()}
          className={styles.reason}
          style={{ left: position.left, top: position.top }}
        >
          {props.reason}
        </span>
      )}
    </>
  );
}

/** Half of the tooltip's maximum width (320 px) and a margin of 8 px. */
const halfWidth = 168;

/** Horizontal centre of the tooltip in px, moved so that the tooltip stays inside the window. */
function clampToWindow(centre: number, windowWidth: number): number {
  const max = windowWidth - halfWidth;
  return max < halfWidth ? windowWidth / 2 : Math.min(Math.max(centre, halfWidth), max);
}
