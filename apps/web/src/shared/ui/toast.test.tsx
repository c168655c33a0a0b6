// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from '../i18n/index.ts';
import { ToastProvider, useToast } from './toast.tsx';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Page() {
  const toast = useToast();
  return (
    <>
      <button type="button" onClick={() => toast.success('Saved')}>
        Save
      </button>
      <button type="button" onClick={() => toast.error('Not deleted')}>
        Delete
      </button>
    </>
  );
}

async function renderPage() {
  render(
    <I18nextProvider i18n={await createI18n('en-US')}>
      <ToastProvider>
        <Page />
      </ToastProvider>
    </I18nextProvider>,
  );
}

describe('toast', () => {
  it('of a success closes after four seconds', async () => {
    await renderPage();
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByRole('status').textContent).toBe('Saved');
    act(() => void vi.advanceTimersByTime(4_100));
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('of a failure stays until the user closes it', async () => {
    await renderPage();
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getByRole('alert').textContent).toBe('Not deleted');
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
