// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Select } from './select.tsx';

afterEach(cleanup);

const names = ['admin', 'dev', 'demo', 'team alpha', 'team beta', 'ops'];

function ProjectField({ onChange }: { readonly onChange: (value: string) => void }) {
  const [value, setValue] = useState('dev');
  const change = (next: string) => {
    setValue(next);
    onChange(next);
  };
  return (
    <>
      <label htmlFor="project">Project</label>
      <Select
        id="project"
        value={value}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={change}
      />
      <button type="button">Next</button>
    </>
  );
}

/** Renders a select of projects with `dev` selected. */
function renderSelect() {
  const onChange = vi.fn();
  render(<ProjectField onChange={onChange} />);
  return { user: userEvent.setup(), onChange, field: screen.getByRole('combobox', { name: 'Project' }) };
}

const activeOption = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent;

describe('Select', () => {
  it('shows the selected option and opens a list box with it', async () => {
    const { user, field } = renderSelect();
    expect(field.textContent).toBe('dev');
    await user.click(field);
    expect(screen.getByRole('listbox', { name: 'Project' })).toBeTruthy();
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(names);
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('dev');
  });

  it('selects the clicked option and keeps the focus', async () => {
    const { user, field, onChange } = renderSelect();
    await user.click(field);
    await user.click(screen.getByRole('option', { name: 'ops' }));
    expect(onChange.mock.calls).toEqual([['ops']]);
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it('moves by the arrow keys, Home and End, and selects by Enter', async () => {
    const { user, field, onChange } = renderSelect();
    field.focus();
    await user.keyboard('{ArrowDown}');
    expect(activeOption(field)).toBe('dev');
    await user.keyboard('{ArrowDown}');
    expect(activeOption(field)).toBe('demo');
    await user.keyboard('{End}');
    expect(activeOption(field)).toBe('ops');
    await user.keyboard('{Home}{Enter}');
    expect(onChange.mock.calls).toEqual([['admin']]);
  });

  it('finds an option by typing, and the next one by the same letter again', async () => {
    const { user, field } = renderSelect();
    field.focus();
    await user.keyboard('o');
    expect(activeOption(field)).toBe('ops');
    await user.keyboard('{Home}');
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 600);
    await user.keyboard('d');
    expect(activeOption(field)).toBe('dev');
    await user.keyboard('d');
    expect(activeOption(field)).toBe('demo');
    now.mockRestore();
  });

  it('takes a space for a part of the name while it is typed', async () => {
    const { user, field, onChange } = renderSelect();
    field.focus();
    await user.keyboard('team b');
    expect(activeOption(field)).toBe('team beta');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('keeps typed letters from shortcuts of the page, found or not', async () => {
    const { user, field } = renderSelect();
    const onShortcut = vi.fn();
    document.addEventListener('keydown', onShortcut);
    field.focus();
    await user.keyboard('dc');
    document.removeEventListener('keydown', onShortcut);
    expect(onShortcut).not.toHaveBeenCalled();
  });

  it('closes without a change on Escape', async () => {
    const { user, field, onChange } = renderSelect();
    await user.click(field);
    await user.keyboard('{ArrowDown}{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('selects the active option when Tab moves the focus on', async () => {
    const { user, field, onChange } = renderSelect();
    await user.click(field);
    await user.keyboard('{ArrowUp}');
    await user.tab();
    expect(onChange.mock.calls).toEqual([['admin']]);
    expect(document.activeElement?.textContent).toBe('Next');
  });
});
