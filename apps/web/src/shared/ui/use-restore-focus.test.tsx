// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useRestoreFocus } from './use-restore-focus.ts';

afterEach(cleanup);

function GivenBack({ children }: { readonly children: ReactNode }) {
  useRestoreFocus();
  return children;
}

function Page() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Begin
      </button>
      {isOpen && (
        <GivenBack>
          <button type="button" ref={(button) => button?.focus()} onClick={() => setOpen(false)}>
            End
          </button>
        </GivenBack>
      )}
    </>
  );
}

it('gives the focus back to the button that has begun something, once it is drawn no more', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
  expect(document.activeElement?.textContent).toBe('End');
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Begin'));
});
