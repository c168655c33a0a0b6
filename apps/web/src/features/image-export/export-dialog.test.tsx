// @vitest-environment jsdom

import type { Session } from '@console/bff-contract';
import { GiB } from '@console/units';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { HttpProvider } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { ExportDialog } from './index.ts';

// Ant Design is slow under jsdom when other work runs on the machine.
configure({ asyncUtilTimeout: 8000 });

/** The last file that the browser was asked to save. */
let saved: { readonly name: string; readonly text: string } | null = null;
let files: Blob[] = [];

beforeEach(() => {
  saved = null;
  files = [];
  URL.createObjectURL = (file) => {
    files.push(file as Blob);
    return `blob:${files.length}`;
  };
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const reader = new FileReader();
    const name = this.download;
    reader.onload = () => {
      saved = { name, text: String(reader.result) };
    };
    reader.readAsText(files.at(-1) as Blob);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const images = [
  imageFixture({ id: 'i-1', name: '=HYPERLINK("x")', owner: 'p-dev', size: GiB, tags: ['生产', 'web'] }),
  imageFixture({ id: 'i-2', name: '银河麒麟', owner: 'p-else', size: null }),
];

async function open(complete = true) {
  const i18n = await createI18n('en-US');
  const queries = new QueryClient();
  queries.setQueryData(['session'], {
    projects: [{ id: 'p-dev', name: 'dev', domain: 'Default' }],
    csrfToken: 't',
  } as unknown as Session);
  let isClosed = false;
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <HttpProvider http={{ send: () => Promise.reject(new Error('no request is expected')) }}>
          <ToastProvider>
            <ConfirmProvider>
              <ExportDialog
                images={images}
                complete={complete}
                columns={['name', 'owner', 'size', 'tags']}
                onClose={() => {
                  isClosed = true;
                }}
              />
            </ConfirmProvider>
          </ToastProvider>
        </HttpProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  await screen.findByRole('dialog', { name: 'Export image list' });
  return { isClosed: () => isClosed };
}

describe('ExportDialog', () => {
  it('saves the listed images as CSV with the selected columns in the language of the page', async () => {
    const { isClosed } = await open();
    screen.getByText('All 2 images in view go into the file, from every page.');
    fireEvent.click(screen.getByRole('radio', { name: 'CSV' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Tags' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Size (GiB)' }));
    fireEvent.click(screen.getByRole('button', { name: 'Export 2 images' }));
    await waitFor(() => expect(saved).not.toBeNull());
    expect(saved?.name).toMatch(/^images-\d{8}-\d{4}\.csv$/);
    expect(saved?.text.replace('\uFEFF', '').split('\r\n')).toEqual([
      'Name,Owner project,Size (bytes),Size (GiB)',
      `"'=HYPERLINK(""x"")",dev,1073741824,1`,
      '银河麒麟,p-else,,',
      '',
    ]);
    expect(isClosed()).toBe(true);
    await screen.findByText(`Exported 2 images to ${saved?.name}`);
  });

  it('disables the export until the list is complete', async () => {
    await open(false);
    screen.getByText('2 images loaded. The export can begin when the rest is here.');
    expect(screen.getByRole('button', { name: 'Export 2 images' }).hasAttribute('disabled')).toBe(true);
  });
});
