import { DownOutlined } from '@ant-design/icons';
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { placeBeside } from './place-beside.ts';
import popoverStyles from './popover.module.css';
import styles from './select.module.css';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface SelectProps<V extends string> {
  /** Ties a `<label>` to the control; `label` names it without one. */
  readonly id?: string;
  readonly label?: string;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
  readonly isDisabled?: boolean;
  /** `plain` has no border, for the bar. */
  readonly variant?: 'field' | 'plain';
}

/** Text typed within this time, in ms, belongs to one search of the options. */
const TYPING_MS = 500;

/**
 * A choice of one value among few or hundreds, by the pattern "select-only combobox" of the ARIA Authoring Practices: the
 * focus stays on the button, and typing finds an option. Form fields that search or take several values use
 * `shared/form`.
 */
export function Select<V extends string>(props: SelectProps<V>) {
  const { value, options, isDisabled = false } = props;
  const selected = options.findIndex((option) => option.value === value);
  const [active, setActive] = useState<number | null>(null);
  const listId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const typeahead = useTypeahead(options);
  const isOpen = active !== null;

  const choose = (index: number | null) => {
    const option = index === null ? undefined : options[index];
    setActive(null);
    if (option !== undefined && option.value !== value) props.onChange(option.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isDisabled || event.altKey || event.ctrlKey || event.metaKey) return;
    const current = active ?? Math.max(selected, 0);
    const move = moves[event.key]?.(current, options.length - 1);
    // A space belongs to the name of an option while the user is typing it.
    const isTyped = event.key.length === 1 && (event.key !== ' ' || typeahead.isTyping());
    if (event.key === 'Tab') return choose(active);
    if (event.key === 'Escape' && isOpen) setActive(null);
    else if (isTyped) setActive(typeahead.find(event.key, current) ?? active);
    else if (event.key === 'Enter' || event.key === ' ') isOpen ? choose(active) : setActive(current);
    else if (move !== undefined) setActive(isOpen ? move : current);
    else return;
    // Keeps the page from scrolling and from taking letters for shortcuts, and a sheet around the control from closing.
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span className={styles.select} data-variant={props.variant ?? 'field'}>
      <button
        ref={button}
        type="button"
        role="combobox"
        id={props.id}
        aria-label={props.label}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        // Not `disabled`, which would drop the focus while the choice is carried out.
        aria-disabled={isDisabled || undefined}
        onClick={() => {
          if (isDisabled) return;
          // Safari does not focus a clicked button.
          button.current?.focus();
          setActive(isOpen ? null : Math.max(selected, 0));
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
      >
        {options[selected]?.label ?? value}
      </button>
      <DownOutlined aria-hidden="true" />
      {isOpen && (
        <OptionList
          id={listId}
          button={button}
          options={options}
          active={active}
          selected={selected}
          onChoose={choose}
          onHover={setActive}
        />
      )}
    </span>
  );
}

/** Options of the list box, in the browser's top layer. The pointer does not move the focus away from the button. */
function OptionList<V extends string>(props: {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly options: readonly SelectOption<V>[];
  readonly active: number;
  readonly selected: number;
  readonly onChoose: (index: number) => void;
  readonly onHover: (index: number) => void;
}) {
  const { id, button, options, active, selected } = props;
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    const anchor = button.current;
    if (element === null || anchor === null) return undefined;
    element.style.minInlineSize = `${anchor.offsetWidth}px`;
    element.showPopover();
    return placeBeside(element, anchor, 'start');
  }, [button]);
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={button.current?.labels[0]?.textContent ?? button.current?.ariaLabel ?? undefined}
      popover="manual"
      className={`${popoverStyles.panel} ${styles.list}`}
      data-keeps-focus={true}
      onMouseDown={(event) => event.preventDefault()}
    >
      {options.map(({ value, label }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the button handles the keyboard, see `aria-activedescendant`.
        <div
          key={value}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === selected}
          data-active={index === active || undefined}
          onClick={() => props.onChoose(index)}
          onMouseMove={() => props.onHover(index)}
        >
          {label}
        </div>
      ))}
    </div>
  );
}

/** The next active option by key. */
const moves: Readonly<Record<string, (current: number, last: number) => number>> = {
  ArrowDown: (current, last) => Math.min(current + 1, last),
  ArrowUp: (current) => Math.max(current - 1, 0),
  Home: () => 0,
  End: (_current, last) => last,
  PageDown: (current, last) => Math.min(current + 10, last),
  PageUp: (current) => Math.max(current - 10, 0),
};

/**
 * Finds options by typing. `find` adds a character and returns the index of the next option that starts with the text; the
 * same character again goes on to the next option that starts with it.
 */
function useTypeahead(options: readonly SelectOption<string>[]) {
  const typed = useRef({ text: '', at: 0 });
  const isTyping = () => typed.current.text !== '' && performance.now() - typed.current.at <= TYPING_MS;
  const find = (character: string, current: number): number | undefined => {
    const text = (isTyping() ? typed.current.text : '') + character.toLowerCase();
    typed.current = { text, at: performance.now() };
    const isRepeated = [...text].every((one) => one === character.toLowerCase());
    const search = isRepeated ? character.toLowerCase() : text;
    const first = isRepeated ? current + 1 : current;
    const order = options.map((_option, index) => (first + index) % options.length);
    return order.find((index) => options[index]?.label.toLowerCase().startsWith(search));
  };
  return { find, isTyping };
}
