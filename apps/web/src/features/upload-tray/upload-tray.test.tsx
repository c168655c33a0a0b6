// @vitest-environment jsdom
import { MiB } from '@console/units';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { importManagerDepsFixture } from '../../resources/imports/import-fixtures.ts';
import { createImportManager, type ImportManagerDeps } from '../../resources/imports/import-manager.ts';
import { ImportsProvider } from '../../resources/imports/imports-context.tsx';
import { createSessionGone, SessionGoneProvider } from '../../resources/session/session-gone.tsx';
import type { ImageState } from '../../resources/upload-completion/image-data.ts';
import { createLoadedManager, openTab, requestFixture } from '../../resources/upload-manager/upload-tab-fixture.ts';
import { UploadsProvider } from '../../resources/upload-manager/uploads-context.tsx';
import type { TransferReport } from '../../resources/upload-transfer/transfer.ts';
import { HttpProvider } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { UploadTray } from './index.ts';

afterEach(cleanup);
// Ant Design is slow under jsdom when other work runs on the machine.
configure({ asyncUtilTimeout: 8000 });

/** Renders the tray with real upload and import managers. The test plays the transfers and the cloud. */
async function renderTray(via: 'file' | 'stage' = 'file') {
  const i18n = await createI18n('en-US');
  const calls: string[] = [];
  const clock = { now: 0 };
  const tab = openTab({
    hash: 'sha512',
    clock: { now: () => clock.now },
    images: { delete: async (id) => void calls.push(`delete ${id}`) },
  });
  let uploadedImage: ImageState = { status: 'active', size: 2048, hash: null };
  const report = (next: TransferReport) => {
    if (next.kind === 'accepted') tab.setImage(uploadedImage);
    act(() => tab.report(next));
  };
  const progressQueue: Awaited<ReturnType<ImportManagerDeps['fetchProgress']>>[] = [];
  let more = Promise.withResolvers<void>();
  const imports = createImportManager(
    importManagerDepsFixture({
      startImport: async (id, { address }) => void calls.push(`import ${id} ${address}`),
      fetchProgress: async () => progressQueue.shift() ?? null,
      removeImage: async (id) => void calls.push(`remove ${id}`),
      sleep: async () => {
        if (progressQueue.length === 0) await more.promise;
      },
    }),
  );
  const reportImport = async (...progress: typeof progressQueue) => {
    await act(async () => {
      progressQueue.push(...progress);
      more.resolve();
      more = Promise.withResolvers();
    });
  };
  const queries = new QueryClient();
  queries.setQueryDefaults(['session'], { staleTime: Number.POSITIVE_INFINITY });
  const enterProject = (projectId: string) =>
    queries.setQueryData(['session'], { user: { id: 'u' }, project: { id: projectId, name: projectId } });
  enterProject('p');
  const gone = createSessionGone(() => true);
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <SessionGoneProvider value={gone}>
          <HttpProvider http={{ send: () => Promise.reject(new Error('no request is expected')) }}>
            <UploadsProvider manager={createLoadedManager(tab.manager)} preferences={tab.preferences}>
              <ToastProvider>
                <ConfirmProvider>
                  <MemoryRouter>
                    <ImportsProvider imports={imports}>
                      <UploadTray />
                    </ImportsProvider>
                  </MemoryRouter>
                </ConfirmProvider>
              </ToastProvider>
            </UploadsProvider>
          </HttpProvider>
        </SessionGoneProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  const startUpload = () => {
    const file = new File([new Uint8Array(2048)], 'web.qcow2');
    act(() => void tab.start({ ...requestFixture, file, id: 'i-1', imageName: 'web', via }));
  };
  const startImport = () =>
    act(() => imports.start({ imageId: 'i-2', imageName: 'web', address: 'http://me:secret@a/w.iso', stores: [] }));
  return {
    startUpload,
    startImport,
    reportImport,
    calls,
    clock,
    gone,
    enterProject,
    transferCalls: () => tab.transfers[0]?.calls,
    setImage: (image: ImageState) => {
      uploadedImage = image;
      tab.setImage(image);
    },
    report,
    /** Opens the upload at the BFF, and lets the first byte arrive: an early rejection is no longer possible. */
    openUpload: () => {
      report({ kind: 'opened', location: '/u/1', sent: 0 });
      report({ kind: 'received', bytes: 1 });
    },
  };
}

async function renderTrayWithUpload() {
  const tray = await renderTray();
  tray.startUpload();
  return tray;
}

const row = () => screen.findByRole('listitem', { name: 'web' });
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('UploadTray', () => {
  it('opens by itself when an upload has started and shows its progress', async () => {
    const { openUpload, report, clock } = await renderTrayWithUpload();
    expect(screen.queryByRole('dialog')).toBeNull();
    openUpload();
    expect(await screen.findByRole('dialog', { name: 'Uploads' })).toBeTruthy();
    report({ kind: 'progress', sent: 0 });
    clock.now = 1000;
    report({ kind: 'progress', sent: 1024 });
    const upload = within(await row());
    expect(upload.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
    expect(upload.getByText('1 KiB of 2 KiB')).toBeTruthy();
    expect(upload.getByText('1 KiB/s')).toBeTruthy();
    expect(upload.getByText('1 sec left')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Uploads, 1 in progress' })).toBeTruthy();
  });

  it('stays closed after an early rejection, which the form shows', async () => {
    const { report, calls } = await renderTrayWithUpload();
    report({ kind: 'opened', location: '/u/1', sent: 0 });
    report({ kind: 'failed', failure: { kind: 'imageGone' } });
    await waitFor(() => expect(calls).toContain('delete i-1'));
    await screen.findByRole('button', { name: 'Uploads, none in progress' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('pauses and resumes an upload', async () => {
    const { openUpload, transferCalls } = await renderTrayWithUpload();
    openUpload();
    await press('Pause upload of web');
    expect(transferCalls()).toEqual(['pause']);
    expect(within(await row()).getByText('Paused')).toBeTruthy();
    await press('Resume upload of web');
    expect(transferCalls()).toEqual(['pause', 'resume']);
  });

  it('asks for a confirmation before it cancels an upload and says that the image is deleted', async () => {
    const { openUpload, calls } = await renderTrayWithUpload();
    openUpload();
    await press('Cancel upload of web');
    expect(calls).toEqual([]);
    await press('Cancel upload and delete image');
    await within(await row()).findByText('The unfinished image is deleted');
    expect(calls).toContain('delete i-1');
  });

  it('links a completed upload to its image and dismisses it', async () => {
    const { openUpload, report } = await renderTrayWithUpload();
    openUpload();
    report({ kind: 'allSent' });
    report({ kind: 'accepted', digests: {} });
    const link = await within(await row()).findByRole('link', { name: 'web' });
    expect(link.getAttribute('href')).toBe('/compute/images/i-1');
    await press('Dismiss web');
    await screen.findByText('No uploads');
  });

  it('keeps a complete image when its upload is cancelled and says that it is not verified', async () => {
    const { openUpload, calls, setImage } = await renderTrayWithUpload();
    openUpload();
    setImage({ status: 'active', size: 2048, hash: { algorithm: 'md5', value: 'ab' } });
    await press('Cancel upload of web');
    await press('Cancel upload and delete image');
    const upload = within(await row());
    expect(await upload.findByText('Uploaded, not verified')).toBeTruthy();
    expect(upload.getByText(/was not compared/)).toBeTruthy();
    expect(upload.getByRole('link', { name: 'web' })).toBeTruthy();
    expect(upload.queryByRole('button', { name: /Cancel|Delete/ })).toBeNull();
    expect(calls).not.toContain('delete i-1');
  });

  it('shows why an upload failed and offers a retry and the deletion of the image', async () => {
    const { openUpload, report, calls } = await renderTrayWithUpload();
    openUpload();
    report({ kind: 'failed', failure: { kind: 'fileGone' } });
    const upload = within(await row());
    expect(upload.getByText('The file has been moved, deleted or changed')).toBeTruthy();
    expect(upload.getByRole('button', { name: 'Retry upload of web' })).toBeTruthy();
    await press('Delete image web');
    await press('Delete unfinished image');
    await waitFor(() => expect(calls).toContain('delete i-1'));
  });

  it('announces start, quarters and failure to screen readers', async () => {
    const { openUpload, report } = await renderTrayWithUpload();
    const announcements = () => screen.getAllByRole('status', { hidden: true }).map((element) => element.textContent);
    expect(announcements()).toContain('Upload of web started');
    openUpload();
    report({ kind: 'progress', sent: 600 });
    expect(announcements()).toContain('web: 25% uploaded');
    report({ kind: 'failed', failure: { kind: 'fileGone' } });
    expect(announcements()).toContain('Upload of web failed: The file has been moved, deleted or changed');
  });

  it('shows the progress of an import and links it to its image when it is done', async () => {
    const { startImport, reportImport } = await renderTray();
    await startImport();
    const upload = within(await row());
    expect(upload.getByText('Waiting for the cloud')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Uploads, 1 in progress' })).toBeTruthy();
    await reportImport({ kind: 'fetching' });
    expect(await upload.findByText('Downloading')).toBeTruthy();
    await reportImport({ kind: 'storing', bytes: 3 * MiB });
    expect(await upload.findByText('3 MiB imported')).toBeTruthy();
    await reportImport({ kind: 'active', missingStores: ['slow'] });
    expect(await upload.findByText(/these stores did not get a copy: slow/)).toBeTruthy();
    expect(upload.getByRole('link', { name: 'web' }).getAttribute('href')).toBe('/compute/images/i-2');
    expect(document.body.textContent).not.toContain('secret');
  });

  it('explains a failed import, retries it and deletes its image', async () => {
    const { startImport, reportImport, calls } = await renderTray();
    const failure = { reason: 'Task failed due to Internal Error', stores: ['fast'] };
    await startImport();
    await reportImport({ kind: 'failed', failure });
    const upload = within(await row());
    expect(await upload.findByText('The cloud could not import the file and does not say why')).toBeTruthy();
    expect(upload.getByText('Stores that did not get the data: fast')).toBeTruthy();
    await press('Try again to import web');
    await waitFor(() =>
      expect(calls).toEqual(['import i-2 http://me:secret@a/w.iso', 'import i-2 http://me:secret@a/w.iso']),
    );
    await reportImport({ kind: 'failed', failure: { reason: 'virtio error', stores: [] } });
    expect(await upload.findByText('The cloud could not deal with the image’s virtio drivers')).toBeTruthy();
    await press('Clean up web');
    await press('Delete unfinished image');
    await upload.findByText('The image is deleted');
    expect(calls.at(-1)).toBe('remove i-2');
  });

  it('asks for a confirmation before it cancels an import by deleting the image', async () => {
    const { startImport, calls } = await renderTray();
    await startImport();
    await press('Cancel import of web');
    expect(calls).toHaveLength(1);
    await press('Cancel import and delete image');
    await within(await row()).findByText('The image is deleted');
  });

  it('says that a sent upload waits for sign-in when the session has ended', async () => {
    const { startUpload, openUpload, report, gone } = await renderTray('stage');
    startUpload();
    openUpload();
    act(() => gone.raise());
    expect(within(await row()).getByText('Sending')).toBeTruthy();
    report({ kind: 'accepted', digests: {} });
    expect(screen.getByText('Waiting for sign-in')).toBeTruthy();
  });

  it('shows that a staged upload is imported after its last byte', async () => {
    const { startUpload, openUpload, report } = await renderTray('stage');
    startUpload();
    openUpload();
    await row();
    report({ kind: 'accepted', digests: {} });
    await screen.findByText('Importing');
    await within(await row()).findByText('Uploaded');
  });

  it('asks for a missing file, rejects another file and says how it differs', async () => {
    const { openUpload, report, enterProject } = await renderTrayWithUpload();
    openUpload();
    report({ kind: 'failed', failure: { kind: 'fileGone' } });
    const upload = within(await row());
    expect(upload.getByRole('button', { name: 'Delete and create again web' })).toBeTruthy();
    await press('Retry upload of web');
    expect(upload.queryByRole('button', { name: 'Delete and create again web' })).toBeNull();
    expect(upload.getByText(/Choose web.qcow2, or drop it here/)).toBeTruthy();
    fireEvent.change(upload.getByLabelText('Choose file', { selector: 'input' }), {
      target: { files: [new File([new Uint8Array(7)], 'other.qcow2')] },
    });
    expect(await upload.findByText(/Its name is different; Its size is different/)).toBeTruthy();
    // A changed file never matches again, so the tray offers a new image.
    expect(upload.getByRole('button', { name: 'Delete and create again web' })).toBeTruthy();
    // In another project the old image could not be deleted and the new one would be in the wrong project.
    act(() => void enterProject('other'));
    await waitFor(() => expect(upload.queryByRole('button', { name: 'Delete and create again web' })).toBeNull());
  });

  it('offers a new image or to keep the image, but no retry, when the digest does not match', async () => {
    const { openUpload, report, calls, setImage } = await renderTrayWithUpload();
    openUpload();
    setImage({ status: 'active', size: 2048, hash: { algorithm: 'sha512', value: 'cd' } });
    report({ kind: 'accepted', digests: { sha512: 'ab' } });
    const upload = within(await row());
    expect(upload.queryByRole('button', { name: 'Retry upload of web' })).toBeNull();
    expect(upload.getByRole('button', { name: 'Delete and create again web' })).toBeTruthy();
    await press('Keep image web');
    expect(calls).not.toContain('delete i-1');
  });
});
