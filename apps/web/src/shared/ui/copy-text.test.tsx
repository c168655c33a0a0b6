// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from '../i18n/index.ts';
import { CopyText } from './copy-text.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Renders a value with its copy button, in a browser with this clipboard. */
async function renderCopyText(clipboard: unknown) {
  const i18n = await createI18n('en-US');
  vi.stubGlobal('navigator', { clipboard });
  const prompt = vi.spyOn(window, 'prompt').mockReturnValue(null);
  render(
    <I18nextProvider i18n={i18n}>
      <CopyText text="abc" label="ID" />
    </I18nextProvider>,
  );
  return { button: screen.getByRole('button'), prompt };
}

describe('CopyText', () => {
  it('copies the value', async () => {
    const writeText = vi.fn(async () => undefined);
    const { button, prompt } = await renderCopyText({ writeText });
    fireEvent.click(button);
    await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe('Copied'));
    expect(writeText).toHaveBeenCalledWith('abc');
    expect(prompt).not.toHaveBeenCalled();
  });

  it.each([
    ['has no clipboard, as over plain HTTP', undefined],
    ['refuses the clipboard', { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }],
  ])('shows the value in a prompt when the browser %s', async (_when, clipboard) => {
    const { button, prompt } = await renderCopyText(clipboard);
    fireEvent.click(button);
    await vi.waitFor(() => expect(prompt).toHaveBeenCalledWith(expect.anything(), 'abc'));
  });
});
