// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Menu } from './menu.tsx';
import { Popover } from './popover.tsx';

afterEach(cleanup);

function renderPopover(props: { readonly isOpenInitially?: boolean } = {}) {
  render(
    <>
      <Popover label="Status" trigger="Status" {...props}>
        {(close) => (
          <>
            <label>
              <input type="checkbox" /> Active
            </label>
            <button type="button" onClick={close}>
              Done
            </button>
          </>
        )}
      </Popover>
      <button type="button">Export</button>
    </>,
  );
  const button = () => screen.getByRole('button', { name: 'Status' });
  return { button, isOpen: () => button().getAttribute('aria-expanded') === 'true' };
}

describe('Popover', () => {
  it('opens beside its button, and Tab leads into the panel', async () => {
    const { button, isOpen } = renderPopover();
    await userEvent.click(button());
    expect(isOpen()).toBe(true);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole('checkbox'));
  });

  it('stays open while the user works in the panel', async () => {
    const { button, isOpen } = renderPopover();
    await userEvent.click(button());
    await userEvent.click(screen.getByText('Active'));
    expect(isOpen()).toBe(true);
  });

  it('closes on Escape and by its own control, and returns the focus to the button', async () => {
    const { button, isOpen } = renderPopover();
    await userEvent.click(button());
    await userEvent.tab();
    await userEvent.keyboard('{Escape}');
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(button());
    await userEvent.click(button());
    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(button());
  });

  it('closes when the user clicks outside, and leaves the focus there', async () => {
    const { button, isOpen } = renderPopover();
    await userEvent.click(button());
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Export' }));
  });

  it('is open and focused at first with isOpenInitially', () => {
    const { button, isOpen } = renderPopover({ isOpenInitially: true });
    expect(isOpen()).toBe(true);
    expect(document.activeElement).toBe(button());
  });
});

describe('Menu', () => {
  it('moves between items with the arrow keys, from the last to the first', async () => {
    render(
      <Menu label="More" trigger="More" items={['A', 'B'].map((key) => ({ key, label: key, onSelect: vi.fn() }))} />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'More' }));
    expect(document.activeElement?.textContent).toBe('A');
    await userEvent.keyboard('{ArrowUp}');
    expect(document.activeElement?.textContent).toBe('B');
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('A');
  });

  it('runs an item with the focus back on the button, and ignores a disabled item', async () => {
    const onDelete = vi.fn(() => expect(document.activeElement?.textContent).toBe('More'));
    const onShare = vi.fn();
    render(
      <Menu
        label="More"
        trigger="More"
        items={[
          { key: 'share', label: 'Share', isDisabled: true, onSelect: onShare },
          { key: 'delete', label: 'Delete', onSelect: onDelete },
        ]}
      />,
    );
    const button = screen.getByRole('button', { name: 'More' });
    await userEvent.click(button);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Share' }));
    expect(onShare).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    expect(onDelete).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(button);
  });
});
