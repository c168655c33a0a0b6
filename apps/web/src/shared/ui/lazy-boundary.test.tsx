// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { lazy, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from '../i18n/index.ts';
import { isChunkLoadError, LazyBoundary } from './lazy-boundary.tsx';

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const chromiumError = 'Failed to fetch dynamically imported module: https://console.example/assets/export-1a2b.js';

function Page({ error }: { readonly error: Error }) {
  const [isOpen, setOpen] = useState(false);
  const [Dialog] = useState(() => lazy(() => Promise.reject<{ default: () => null }>(error)));
  return (
    <>
      <input aria-label="Name" />
      <button type="button" onClick={() => setOpen(true)}>
        Export
      </button>
      {isOpen && (
        <LazyBoundary onDismiss={() => setOpen(false)}>
          <Dialog />
        </LazyBoundary>
      )}
    </>
  );
}

async function openDialog(error: Error) {
  render(
    <I18nextProvider i18n={await createI18n('en-US')}>
      <Page error={error} />
    </I18nextProvider>,
  );
  await userEvent.type(screen.getByLabelText('Name'), 'debian');
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  return screen.findByRole('alert');
}

describe('LazyBoundary', () => {
  it('offers to reload and keeps the form when the code of a dialog is missing', async () => {
    const notice = await openDialog(new TypeError(chromiumError));
    expect(notice.textContent).toContain('could not be loaded');
    expect(screen.getByRole('button', { name: 'Reload' })).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('debian');
  });

  it('reports the dialog as closed when the user closes the notice', async () => {
    await openDialog(new TypeError(chromiumError));
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('debian');
  });

  it('keeps the page when a dialog throws', async () => {
    const notice = await openDialog(new RangeError('x is not iterable'));
    expect(notice.textContent).toContain('could not be shown');
    expect(screen.getByLabelText('Name')).toBeDefined();
  });
});

describe('isChunkLoadError', () => {
  it.each([
    ['Chromium', chromiumError],
    ['Firefox', 'error loading dynamically imported module: https://console.example/assets/export-1a2b.js'],
    ['Safari', 'Importing a module script failed.'],
    ['Vite, for a style sheet', 'Unable to preload CSS for /assets/export-1a2b.css'],
  ])('recognizes the message of %s', (_source, message) => {
    expect(isChunkLoadError(new Error(message))).toBe(true);
  });

  it('is false for other errors', () => {
    expect(isChunkLoadError(new TypeError('x is undefined'))).toBe(false);
    expect(isChunkLoadError('dynamically imported module')).toBe(false);
  });
});
