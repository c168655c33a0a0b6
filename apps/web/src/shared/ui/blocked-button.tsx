import { type ReactNode, useId, useState } from 'react';
import styles from './blocked-button.module.css';

interface Place {
  readonly left: number;
  readonly top: number;
}

/**
 * A button for what is not allowed: it stays in its place, can be reached by keyboard, and says why where it is pointed
 * at or focused. The reason is drawn in the browser's top layer, so that nothing clips or covers it.
 */
export function BlockedButton(props: {
  readonly label: ReactNode;
  readonly reason: string;
  readonly className?: string | undefined;
}) {
  const id = useId();
  const [place, setPlace] = useState<Place | null>(null);
  function show(button: HTMLElement): void {
    const { left, width, top } = button.getBoundingClientRect();
    setPlace({ left: withinSight(left + width / 2, window.innerWidth), top });
  }
  const hide = () => setPlace(null);
  return (
    <>
      <button
        type="button"
        aria-disabled
        aria-describedby={place === null ? undefined : id}
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
      {place !== null && (
        <span
          role="tooltip"
          id={id}
          popover="manual"
          ref={(tip) => tip?.showPopover()}
          className={styles.reason}
          style={{ left: place.left, top: place.top }}
        >
          {props.reason}
        </span>
      )}
    </>
  );
}

/** Half of what a reason takes at most, and a little air. Pixels. */
const reach = 168;

/** The middle of a reason, so that it ends neither left nor right of the window. Pixels. */
function withinSight(middle: number, windowWidth: number): number {
  const most = windowWidth - reach;
  return most < reach ? windowWidth / 2 : Math.min(Math.max(middle, reach), most);
}
