// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useRestoreFocus } from './use-restore-focus.ts';

afterEach(cleanup);

function RestoreFocus({ children }: { readonly children: ReactNode }) {
  useRestoreFocus();
  return children;
}

function Page() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {isOpen && (
        <RestoreFocus>
          <button type="button" ref={(button) => button?.focus()} onClick={() => setOpen(false)}>
            Close
          </button>
        </RestoreFocus>
      )}
    </>
  );
}

describe('useRestoreFocus', () => {
  it('returns the focus to the button that opened the component, after the component unmounts', async () => {
    render(<Page />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(document.activeElement?.textContent).toBe('Close');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Open'));
  });
});
