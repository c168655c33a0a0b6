import { CheckOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import styles from './popover.module.css';
import { Popover, type PopoverProps } from './popover.tsx';

export interface MenuItem {
  readonly key: string;
  readonly label: ReactNode;
  /** Makes the item one of several choices (`menuitemradio`). */
  readonly isChecked?: boolean;
  /** The item stays readable and focusable but does nothing. */
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

/** A button that opens a list of commands, or of choices of which one is checked. */
export function Menu(
  props: Omit<PopoverProps, 'children' | 'role' | 'hasArrowKeys'> & { readonly items: readonly MenuItem[] },
) {
  const { items, ...popover } = props;
  return (
    <Popover {...popover} role="menu" hasArrowKeys>
      {(close) => items.map((item) => <MenuButton key={item.key} item={item} close={close} />)}
    </Popover>
  );
}

function MenuButton({ item, close }: { readonly item: MenuItem; readonly close: () => void }) {
  const { label, isChecked, isDisabled = false } = item;
  const attributes = {
    type: 'button',
    className: styles.item,
    'aria-disabled': isDisabled || undefined,
    onClick: () => {
      if (isDisabled) return;
      // The focus is back on the button first, so that a dialog which the item opens returns it there.
      close();
      item.onSelect();
    },
  } as const;
  if (isChecked === undefined) {
    return (
      <button role="menuitem" {...attributes}>
        {label}
      </button>
    );
  }
  return (
    <button role="menuitemradio" aria-checked={isChecked} {...attributes}>
      <span className={styles.check}>{isChecked && <CheckOutlined aria-hidden="true" />}</span>
      {label}
    </button>
  );
}
