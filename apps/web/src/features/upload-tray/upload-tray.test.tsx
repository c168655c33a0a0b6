// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { createImports, type ImportDeps, ImportsProvider } from '../../resources/image/index.ts';
import { quietImportDeps } from '../../resources/image/testing.ts';
import { createSessionGone, SessionGoneProvider } from '../../resources/session/index.ts';
import { createUploads, FIRST_WORD_MS, type UploadDeps, UploadsProvider } from '../../resources/upload/index.ts';
import { quietDeps } from '../../resources/upload/testing.ts';
import { HttpProvider } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { UploadTray } from './index.ts';

afterEach(cleanup);
// Ant Design under jsdom is slow where other work runs beside.
configure({ asyncUtilTimeout: 8000 });

type Report = Parameters<Parameters<UploadDeps['startTransfer']>[1]>[0];

/** The tray over real uploads and imports whose transfers and cloud a test plays. English. */
async function openTray(via: 'file' | 'stage' = 'file') {
  const i18n = await createI18n('en-US');
  const calls: string[] = [];
  let report: (report: Report) => void = () => undefined;
  const clock = { now: 0 };
  type ImageState = Awaited<ReturnType<UploadDeps['imageState']>>;
  let image: ImageState = { status: 'queued', size: null, hash: null };
  const uploads = createUploads(
    quietDeps({
      startTransfer: (_spec, onReport) => {
        report = (next) => {
          if (next.kind === 'accepted') image = { status: 'active', size: 2048, hash: null };
          act(() => onReport(next));
        };
        return {
          pause: () => calls.push('pause'),
          resume: () => calls.push('resume'),
          wake() {},
          stop: () => calls.push('stop'),
        };
      },
      removeImage: async (id) => void calls.push(`remove ${id}`),
      imageState: async () => image,
      hash: 'sha512',
      now: () => clock.now,
    }),
  );
  const looks: Awaited<ReturnType<ImportDeps['look']>>[] = [];
  let more = Promise.withResolvers<void>();
  const imports = createImports(
    quietImportDeps({
      startImport: async (id, { address }) => void calls.push(`import ${id} ${address}`),
      look: async () => looks.shift() ?? null,
      removeImage: async (id) => void calls.push(`remove ${id}`),
      sleep: async () => {
        if (looks.length === 0) await more.promise;
      },
    }),
  );
  const cloudShows = async (...courses: typeof looks) => {
    await act(async () => {
      looks.push(...courses);
      more.resolve();
      more = Promise.withResolvers();
    });
  };
  const queries = new QueryClient();
  queries.setQueryDefaults(['session'], { staleTime: Number.POSITIVE_INFINITY });
  const enter = (projectId: string) =>
    queries.setQueryData(['session'], { user: { id: 'u' }, project: { id: projectId, name: projectId } });
  enter('p');
  const gone = createSessionGone(() => true);
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <SessionGoneProvider value={gone}>
          <HttpProvider http={{ send: () => Promise.reject(new Error('nobody is asked')) }}>
            <UploadsProvider uploads={uploads}>
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
    act(() =>
      uploads.start({
        file,
        imageId: 'i-1',
        imageName: 'web',
        via,
        stores: [],
        handle: null,
        checksum: null,
        form: null,
      }),
    );
  };
  const cancel = () => act(() => uploads.cancel('i-1'));
  const startImport = () =>
    act(() => imports.start({ imageId: 'i-2', imageName: 'web', address: 'http://me:secret@a/w.iso', stores: [] }));
  return {
    startUpload,
    startImport,
    cloudShows,
    calls,
    clock,
    gone,
    enter,
    cancel,
    imageIs: (next: ImageState) => {
      image = next;
    },
    report: (next: Report) => report(next),
  };
}

async function openTrayWithUpload() {
  const tray = await openTray();
  tray.startUpload();
  return tray;
}

const row = () => screen.findByRole('listitem', { name: 'web' });
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

it('opens by itself when an upload has begun, and shows how far it is', async () => {
  const { report, clock } = await openTrayWithUpload();
  expect(screen.queryByRole('dialog')).toBeNull();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  expect(await screen.findByRole('dialog', { name: 'Uploads' })).toBeTruthy();
  report({ kind: 'progress', sent: 0 });
  clock.now = 1000;
  report({ kind: 'progress', sent: 1024 });
  const shown = within(await row());
  expect(shown.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
  expect(shown.getByText('1 KiB of 2 KiB')).toBeTruthy();
  expect(shown.getByText('1 KiB/s')).toBeTruthy();
  expect(shown.getByText('1 sec left')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Uploads, 1 in progress' })).toBeTruthy();
});

it('stays closed where the first slice is refused: the form tells it, and takes its image back', async () => {
  const { report, cancel } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  report({ kind: 'failed', failure: { kind: 'imageGone' } });
  cancel();
  await new Promise((resolve) => setTimeout(resolve, 2 * FIRST_WORD_MS));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('pauses and resumes', async () => {
  const { report, calls } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  await press('Pause upload of web');
  expect(calls).toEqual(['pause']);
  expect(within(await row()).getByText('Paused')).toBeTruthy();
  await press('Resume upload of web');
  expect(calls).toEqual(['pause', 'resume']);
});

it('asks before it cancels, and says that the unfinished image is gone', async () => {
  const { report, calls } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  await press('Cancel upload of web');
  expect(calls).toEqual([]);
  await press('Cancel upload and delete image');
  await within(await row()).findByText('The unfinished image is deleted');
  expect(calls).toContain('remove i-1');
});

it('links what is done to its image', async () => {
  const { report } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  report({ kind: 'allSent' });
  report({ kind: 'accepted', digests: {} });
  const link = await within(await row()).findByRole('link', { name: 'web' });
  expect(link.getAttribute('href')).toBe('/compute/images/i-1');
  await press('Dismiss web');
  await screen.findByText('No uploads');
});

it('keeps a whole image when its upload is cancelled, and says that it is not verified', async () => {
  const { report, calls, imageIs } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  imageIs({ status: 'active', size: 2048, hash: { algorithm: 'md5', value: 'ab' } });
  await press('Cancel upload of web');
  await press('Cancel upload and delete image');
  const shown = within(await row());
  expect(await shown.findByText('Uploaded, not verified')).toBeTruthy();
  expect(shown.getByText(/was not compared/)).toBeTruthy();
  expect(shown.getByRole('link', { name: 'web' })).toBeTruthy();
  expect(shown.queryByRole('button', { name: /Cancel|Delete/ })).toBeNull();
  expect(calls).not.toContain('remove i-1');
});

it('says why an upload failed and what can be done about it and its image', async () => {
  const { report, calls } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  report({ kind: 'failed', failure: { kind: 'fileGone' } });
  const shown = within(await row());
  expect(shown.getByText('The file has been moved, deleted or changed')).toBeTruthy();
  expect(shown.getByRole('button', { name: 'Retry upload of web' })).toBeTruthy();
  await press('Delete image web');
  await press('Delete unfinished image');
  await waitFor(() => expect(calls).toContain('remove i-1'));
});

it('speaks of start, quarters and failure to those who listen', async () => {
  const { report } = await openTrayWithUpload();
  const said = () => screen.getAllByRole('status', { hidden: true }).map((element) => element.textContent);
  expect(said()).toContain('Upload of web started');
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  report({ kind: 'progress', sent: 600 });
  expect(said()).toContain('web: 25% uploaded');
  report({ kind: 'failed', failure: { kind: 'fileGone' } });
  expect(said()).toContain('Upload of web failed: The file has been moved, deleted or changed');
});

it('shows what the cloud is fetching, and links it to its image when it is there', async () => {
  const { startImport, cloudShows } = await openTray();
  await startImport();
  const shown = within(await row());
  expect(shown.getByText('Waiting for the cloud')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Uploads, 1 in progress' })).toBeTruthy();
  await cloudShows({ kind: 'fetching' });
  expect(await shown.findByText('Downloading')).toBeTruthy();
  await cloudShows({ kind: 'storing', bytes: 3 * 1024 ** 2 });
  expect(await shown.findByText('3 MiB imported')).toBeTruthy();
  await cloudShows({ kind: 'active', missingStores: ['slow'] });
  expect(await shown.findByText(/these stores did not get a copy: slow/)).toBeTruthy();
  expect(shown.getByRole('link', { name: 'web' }).getAttribute('href')).toBe('/compute/images/i-2');
  expect(document.body.textContent).not.toContain('secret');
});

it('explains a failed import, tries it again and cleans up', async () => {
  const { startImport, cloudShows, calls } = await openTray();
  const failure = { reason: 'Task failed due to Internal Error', stores: ['fast'] };
  await startImport();
  await cloudShows({ kind: 'failed', failure });
  const shown = within(await row());
  expect(await shown.findByText('The cloud could not import the file and does not say why')).toBeTruthy();
  expect(shown.getByText('Stores that did not get the data: fast')).toBeTruthy();
  await press('Try again to import web');
  await waitFor(() =>
    expect(calls).toEqual(['import i-2 http://me:secret@a/w.iso', 'import i-2 http://me:secret@a/w.iso']),
  );
  await cloudShows({ kind: 'failed', failure: { reason: 'virtio error', stores: [] } });
  expect(await shown.findByText('The cloud could not deal with the image’s virtio drivers')).toBeTruthy();
  await press('Clean up web');
  await press('Delete unfinished image');
  await shown.findByText('The image is deleted');
  expect(calls.at(-1)).toBe('remove i-2');
});

it('asks before it cancels an import by deleting the image', async () => {
  const { startImport, calls } = await openTray();
  await startImport();
  await press('Cancel import of web');
  expect(calls).toHaveLength(1);
  await press('Cancel import and delete image');
  await within(await row()).findByText('The image is deleted');
});

it('says of an upload that only a signed-in user can bring to its end that it waits for one', async () => {
  const { startUpload, report, gone } = await openTray('stage');
  startUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  act(() => gone.raise());
  expect(within(await row()).getByText('Sending')).toBeTruthy();
  report({ kind: 'accepted', digests: {} });
  expect(screen.getByText('Waiting for sign-in')).toBeTruthy();
});

it('says what a staged upload is doing after its bytes', async () => {
  const { startUpload, report } = await openTray('stage');
  startUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  await row();
  report({ kind: 'accepted', digests: {} });
  await screen.findByText('Importing');
  await within(await row()).findByText('Uploaded');
});

it('asks for a file that has gone, refuses another one, and says in what it differs', async () => {
  const { report, enter } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  report({ kind: 'failed', failure: { kind: 'fileGone' } });
  const shown = within(await row());
  expect(shown.getByRole('button', { name: 'Delete and create again web' })).toBeTruthy();
  await press('Retry upload of web');
  expect(shown.queryByRole('button', { name: 'Delete and create again web' })).toBeNull();
  expect(shown.getByText(/Choose web.qcow2, or drop it here/)).toBeTruthy();
  fireEvent.change(shown.getByLabelText('Choose file', { selector: 'input' }), {
    target: { files: [new File([new Uint8Array(7)], 'other.qcow2')] },
  });
  expect(await shown.findByText(/Its name is different; Its size is different/)).toBeTruthy();
  // A file that was changed is never the same again: the way on is a new image.
  expect(shown.getByRole('button', { name: 'Delete and create again web' })).toBeTruthy();
  // From elsewhere the old one could not be deleted, and the new one would be made there.
  act(() => void enter('other'));
  await waitFor(() => expect(shown.queryByRole('button', { name: 'Delete and create again web' })).toBeNull());
});

it('offers only a new image, or to keep this one, when the file is not what it should be', async () => {
  const { report, calls } = await openTrayWithUpload();
  report({ kind: 'opened', location: '/u/1', sent: 0 });
  report({ kind: 'failed', failure: { kind: 'hashMismatch', expected: 'ab', actual: 'cd' } });
  const shown = within(await row());
  expect(shown.queryByRole('button', { name: 'Retry upload of web' })).toBeNull();
  expect(shown.getByRole('button', { name: 'Delete and create again web' })).toBeTruthy();
  await press('Keep image web');
  expect(calls).not.toContain('remove i-1');
});
