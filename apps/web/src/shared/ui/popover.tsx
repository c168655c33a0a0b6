import {
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { placeBeside } from './place-beside.ts';
import styles from './popover.module.css';

export interface PopoverProps {
  /** Names the group of button and panel. */
  readonly label: string;
  /** Content of the button; it names the button too, unless `isIconOnly`. */
  readonly trigger: ReactNode;
  /** The button shows an icon, so `label` is its name and its tooltip. */
  readonly isIconOnly?: boolean;
  readonly buttonClass?: string | undefined;
  readonly buttonTitle?: string | undefined;
  /** Marks the button with `data-on`, for example while its filter is set. */
  readonly isOn?: boolean;
  /** Edges of button and panel that are in line. */
  readonly align?: 'start' | 'end';
  /** `menu` for one list of commands or choices. */
  readonly role?: 'menu' | undefined;
  /** Focus moves to the panel's first link or button when it opens, and the arrow keys walk through them. */
  readonly hasArrowKeys?: boolean;
  readonly isOpenInitially?: boolean;
  readonly panelClass?: string | undefined;
  readonly children: (close: () => void) => ReactNode;
}

/**
 * A button with a panel that opens beside it, in the browser's top layer, so that nothing clips or covers it. The panel
 * follows its button in the document, so Tab leads into it. Escape, a click outside and focus moving outside close it.
 */
export function Popover(props: PopoverProps) {
  const { align = 'start', label } = props;
  const [isOpen, setOpen] = useState(props.isOpenInitially ?? false);
  const panelId = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useDismissal(group, isOpen, { onOutside: () => setOpen(false), onEscape: close });
  useEffect(() => {
    if (props.isOpenInitially === true) button.current?.focus();
  }, [props.isOpenInitially]);
  return (
    <fieldset ref={group} aria-label={label} className={styles.group}>
      <button
        ref={button}
        type="button"
        className={props.buttonClass}
        aria-label={props.isIconOnly === true ? label : undefined}
        title={props.isIconOnly === true ? label : props.buttonTitle}
        data-on={props.isOn || undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        aria-haspopup={props.role}
        onClick={() => setOpen(!isOpen)}
      >
        {props.trigger}
      </button>
      {isOpen && (
        <Panel
          id={panelId}
          button={button}
          align={align}
          menuLabel={props.role === 'menu' ? label : undefined}
          className={props.panelClass}
          hasArrowKeys={props.hasArrowKeys ?? false}
        >
          {props.children(close)}
        </Panel>
      )}
    </fieldset>
  );
}

function Panel(props: {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly align: 'start' | 'end';
  /** Name of a menu; `undefined` for a plain panel. */
  readonly menuLabel: string | undefined;
  readonly className: string | undefined;
  readonly hasArrowKeys: boolean;
  readonly children: ReactNode;
}) {
  const { button, align, hasArrowKeys } = props;
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    const anchor = button.current;
    if (element === null || anchor === null) return undefined;
    element.showPopover();
    return placeBeside(element, anchor, align);
  }, [button, align]);
  useEffect(() => {
    if (!hasArrowKeys) return undefined;
    controlsOf(panel.current)[0]?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      moveFocus(panel.current, event.key === 'ArrowDown' ? 1 : -1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [hasArrowKeys]);
  const attributes = {
    ref: panel,
    id: props.id,
    popover: 'manual',
    className: `${styles.panel} ${props.className ?? ''}`,
    'data-keeps-focus': true,
    children: props.children,
  } as const;
  return props.menuLabel === undefined ? (
    <div {...attributes} />
  ) : (
    <div role="menu" aria-label={props.menuLabel} {...attributes} />
  );
}

function useDismissal(
  group: RefObject<HTMLElement | null>,
  isOpen: boolean,
  handlers: { readonly onOutside: () => void; readonly onEscape: () => void },
): void {
  const onOutside = useEffectEvent(handlers.onOutside);
  const onEscape = useEffectEvent(handlers.onEscape);
  useEffect(() => {
    if (!isOpen) return undefined;
    const listeners = new AbortController();
    const { signal } = listeners;
    const closeIfOutside = (event: Event) => {
      if (event.target instanceof Node && group.current?.contains(event.target) === false) onOutside();
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onEscape();
    };
    document.addEventListener('pointerdown', closeIfOutside, { signal });
    document.addEventListener('focusin', closeIfOutside, { signal });
    document.addEventListener('keydown', closeOnEscape, { signal });
    return () => listeners.abort();
  }, [isOpen, group]);
}

function moveFocus(panel: HTMLElement | null, step: 1 | -1): void {
  const controls = controlsOf(panel);
  const current = controls.indexOf(document.activeElement as HTMLElement);
  const next = current === -1 && step === -1 ? -1 : (current + step) % controls.length;
  controls.at(next)?.focus();
}

function controlsOf(panel: HTMLElement | null): readonly HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)') ?? [])];
}
