import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';

/**
 * A button of the bar with a panel under it. Escape, a click elsewhere and the focus moving on close it;
 * arrow keys walk what is in it. What leads away is handed `close`.
 */
export function PanelButton(props: {
  readonly name: string;
  readonly face: ReactNode;
  readonly align?: 'start' | 'end';
  /** `menu` where the panel holds one list of commands or choices. */
  readonly role?: 'menu' | 'group';
  readonly children: (close: () => void) => ReactNode;
}) {
  const { role = 'group', align = 'start' } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  usePanelEvents(whole, open, { away: () => setOpen(false), escape: close });

  const panel = {
    id,
    className: `panel panel-${align}`,
    'aria-label': props.name,
    'data-keeps-focus': true,
    children: open && props.children(close),
  };

  return (
    <div className="panel-button" ref={whole}>
      <button
        ref={button}
        type="button"
        className="bar-button"
        aria-label={props.name}
        title={props.name}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-haspopup={role === 'menu' ? 'menu' : undefined}
        onClick={() => setOpen(!open)}
      >
        {props.face}
      </button>
      {open && (role === 'menu' ? <div role="menu" {...panel} /> : <section {...panel} />)}
    </div>
  );
}

interface PanelEvents {
  readonly away: () => void;
  readonly escape: () => void;
}

/** While the panel is open: focus into it, keys within it, and whatever happens outside it. */
function usePanelEvents(whole: RefObject<HTMLElement | null>, open: boolean, events: PanelEvents): void {
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  useEffect(() => {
    if (!open) return undefined;
    walk(stops(whole.current), 1);
    const stop = new AbortController();
    const { signal } = stop;
    const onAway = (event: Event) => {
      if (event.target instanceof Node && whole.current?.contains(event.target) === false) latest.current.away();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current.escape();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      walk(stops(whole.current), step);
    };
    document.addEventListener('pointerdown', onAway, { signal });
    document.addEventListener('focusin', onAway, { signal });
    document.addEventListener('keydown', onKey, { signal });
    return () => stop.abort();
  }, [open, whole]);
}

const stops = (whole: HTMLElement | null): Element[] => [
  ...(whole?.querySelectorAll('.panel a[href], .panel button:not(:disabled)') ?? []),
];

function walk(all: readonly Element[], step: number): void {
  const now = document.activeElement === null ? -1 : all.indexOf(document.activeElement);
  const next = all[(now + step + all.length) % all.length];
  if (next instanceof HTMLElement) next.focus();
}
