import { afterEach, describe, expect, it, vi } from 'vitest';
import { imageWith, queuedImage } from '../upload-completion/fake-services.ts';
import { createMemoryDatabase, fileFixture, recordFixture } from '../upload-persistence/record-fixture.ts';
import type { TransferReport } from '../upload-transfer/transfer.ts';
import { failedReport, openedReport, openTab, requestFixture } from './upload-tab-fixture.ts';

afterEach(() => void vi.useRealTimers());

const eventually = (assertion: () => void) => vi.waitFor(assertion, { interval: 1 });
const accepted: TransferReport = { kind: 'accepted', digests: { sha512: 'ab' } };
const broken: TransferReport = { kind: 'failed', failure: { kind: 'broken' } };
const imageGone: TransferReport = { kind: 'failed', failure: { kind: 'imageGone' } };
const refused = failedReport('uploadRefused', { upstream: { status: 413, message: '' } });
const started = { kind: 'started' };

describe('the queue', () => {
  it('runs as many uploads at a time as the user wants', () => {
    const tab = openTab({ parallel: 1 });
    const kinds = () => tab.manager.list().map(({ id, state }) => `${id} ${state.kind}`);
    for (const id of ['a', 'b', 'c']) void tab.start({ id });
    expect(kinds()).toEqual(['a opening', 'b queued', 'c queued']);
    tab.preferences.setParallel(3);
    expect(kinds()).toEqual(['a opening', 'b opening', 'c opening']);
  });

  it('starts the next upload when one is paused or fails', () => {
    const tab = openTab({ parallel: 1 });
    for (const id of ['a', 'b', 'c']) void tab.start({ id });
    tab.report(openedReport);
    tab.manager.pause('a');
    expect(['a', 'b', 'c'].map((id) => tab.state(id)?.kind)).toEqual(['paused', 'opening', 'queued']);
    tab.report(openedReport, broken);
    expect(tab.state('c')?.kind).toBe('opening');
  });

  it('moves an upload past its neighbour', () => {
    const tab = openTab({ parallel: 1 });
    for (const id of ['a', 'b', 'c']) void tab.start({ id });
    tab.manager.move('c', 'earlier');
    tab.manager.move('c', 'earlier');
    expect(tab.manager.list().map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  it('starts an upload first that the BFF has open', () => {
    const tab = openTab({ parallel: 1 });
    void tab.start({ id: 'a' });
    tab.report(openedReport);
    tab.manager.pause('a');
    for (const id of ['b', 'c']) void tab.start({ id });
    tab.manager.resume('a');
    tab.manager.move('a', 'later');
    tab.manager.pause('b');
    expect(['a', 'b', 'c'].map((id) => tab.state(id)?.kind)).toEqual(['opening', 'paused', 'queued']);
  });

  it('leaves uploads of another project waiting', async () => {
    let project = recordFixture.project;
    const tab = openTab({ session: { project: () => project }, parallel: 1 });
    void tab.start({ id: 'a' });
    void tab.start({ id: 'b' });
    project = { id: 'q', name: 'ops' };
    tab.report(openedReport, broken);
    expect(tab.state('b')?.kind).toBe('queued');
    project = recordFixture.project;
    tab.manager.followSession();
    expect(tab.state('b')?.kind).toBe('opening');
  });
});

describe('a transfer', () => {
  it('gets the location, the stores and the checksum of its record', () => {
    const tab = openTab();
    const checksum = { name: 'md5', value: 'aa' } as const;
    void tab.start({ stores: ['fast'], checksum });
    expect(tab.transfers[0]?.spec.upload).toEqual({ id: 'i', via: 'file', stores: ['fast'], checksum, location: null });
  });

  it('has a rate over the last seconds', () => {
    let now = 0;
    const tab = openTab({ clock: { now: () => now } });
    void tab.start();
    tab.report(openedReport, { kind: 'progress', sent: 0 });
    now = 2000;
    tab.report({ kind: 'progress', sent: 4 });
    expect(tab.state()).toEqual({ kind: 'sending', rate: 2 });
  });

  it('waits without a session, and continues after a sign-in in this tab or in another one', () => {
    const onExpired = vi.fn();
    const tab = openTab({ session: { onExpired } });
    void tab.start();
    tab.report(openedReport, { kind: 'waiting', reason: 'sessionGone', ms: null });
    expect(tab.state()).toEqual({ kind: 'waiting', reason: 'sessionGone', retryAt: null });
    expect(onExpired).toHaveBeenCalledTimes(1);
    tab.manager.wake();
    tab.manager.followSession();
    expect(tab.transfers[0]?.calls).toEqual(['wake', 'wake']);
  });

  it('guards the tab until the upload has ended', async () => {
    const listeners = new Set<string>();
    const page = {
      addEventListener: (name: string) => void listeners.add(name),
      removeEventListener: (name: string) => void listeners.delete(name),
    };
    const tab = openTab({ page });
    expect(listeners.has('beforeunload')).toBe(false);
    void tab.start();
    expect(listeners.has('beforeunload')).toBe(true);
    tab.setImage(imageWith('active', 'ab'));
    tab.report(openedReport, accepted);
    await eventually(() => expect(tab.state()?.kind).toBe('done'));
    expect(listeners.has('beforeunload')).toBe(false);
  });
});

describe('start', () => {
  it('resolves to "started" when the cloud has received bytes', async () => {
    const tab = openTab();
    const start = tab.start();
    tab.report(openedReport);
    expect(tab.get()?.hasStarted).toBe(false);
    tab.report({ kind: 'received', bytes: 1 });
    expect(await start).toEqual(started);
    expect(tab.get()?.hasStarted).toBe(true);
  });

  it('resolves to "started" 300 ms after the upload was opened', async () => {
    vi.useFakeTimers();
    const tab = openTab();
    const start = tab.start();
    tab.report(openedReport);
    await vi.advanceTimersByTimeAsync(300);
    expect(await start).toEqual(started);
  });

  it('resolves to "started" for an upload that has to wait its turn', async () => {
    const tab = openTab({ parallel: 1 });
    void tab.start({ id: 'a' });
    expect(await tab.start({ id: 'b' })).toEqual(started);
  });

  it.each([
    ['when it is opened', [refused]],
    ['before its first bytes are received', [openedReport, refused]],
  ])('rejects an upload that is refused %s, and deletes its image', async (_case, reports) => {
    const tab = openTab();
    const start = tab.start();
    tab.report(...reports);
    expect(await start).toMatchObject({ kind: 'rejected', failure: { kind: 'problem' }, isImageLeft: false });
    expect(tab.calls).toContain('delete i');
    expect(tab.manager.list()).toEqual([]);
  });

  it('says that the image is left when it cannot be deleted', async () => {
    const tab = openTab({ images: { delete: () => Promise.reject(new Error('503')) } });
    const start = tab.start();
    tab.report(refused);
    expect(await start).toMatchObject({ kind: 'rejected', isImageLeft: true });
    expect(tab.manager.list()).toEqual([]);
  });

  it('leaves a refusal of the data in the list, however early it comes', async () => {
    const tab = openTab();
    const start = tab.start();
    tab.report(openedReport, failedReport('uploadMismatch'));
    expect(await start).toEqual(started);
    expect(tab.state()?.kind).toBe('failed');
    expect(tab.calls).not.toContain('delete i');
  });

  it('leaves a refusal in the list when the user has left the form', async () => {
    const tab = openTab();
    const form = new AbortController();
    const start = tab.manager.start(requestFixture, form.signal);
    form.abort();
    expect(await start).toEqual(started);
    tab.report(refused);
    expect(tab.state()?.kind).toBe('failed');
  });

  it('keeps an upload whose image proves to be whole', async () => {
    const tab = openTab();
    const start = tab.start();
    tab.setImage(imageWith('active', 'ab'));
    tab.report(refused);
    expect(await start).toEqual(started);
    expect(tab.state()?.kind).toBe('done');
    expect(tab.calls).not.toContain('delete i');
  });
});

describe('an upload whose bytes are in the cloud', () => {
  it('is done when the image holds what was sent', async () => {
    const tab = openTab({ hash: 'sha512' });
    void tab.start();
    tab.setImage(imageWith('active', 'ab'));
    tab.report(openedReport, { kind: 'allSent' }, accepted);
    expect(tab.state()?.kind).toBe('verifying');
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
    expect(tab.transfers[0]?.calls).toEqual(['stop']);
    expect(tab.calls).toContain('refresh i');
  });

  it('is verified again when the user retries an unverified end', async () => {
    let isDown = true;
    const fetch = () => (isDown ? Promise.reject(new Error('503')) : Promise.resolve(imageWith('active', 'ab')));
    const tab = openTab({ images: { fetch }, hash: 'sha512' });
    void tab.start();
    tab.report(openedReport, accepted);
    await eventually(() => expect(tab.state()).toMatchObject({ kind: 'failed', failure: { kind: 'unverified' } }));
    isDown = false;
    tab.manager.retry('i');
    await eventually(() => expect(tab.state()?.kind).toBe('done'));
  });

  it('is imported again without being sent again when the import was refused', async () => {
    let isRefused = true;
    const startImport = () => (isRefused ? Promise.reject(new Error('503')) : Promise.resolve());
    const tab = openTab({ images: { startImport } });
    void tab.start({ via: 'stage' });
    tab.setImage(imageWith('uploading'));
    tab.report(openedReport, accepted);
    await eventually(() => expect(tab.state()).toMatchObject({ kind: 'failed', failure: { kind: 'importRefused' } }));
    isRefused = false;
    tab.manager.retry('i');
    await eventually(() => expect(tab.state()?.kind).toBe('done'));
    expect(tab.transfers).toHaveLength(1);
  });

  it('is sent again when its import has failed', async () => {
    const failure = { reason: 'virtio error', stores: [] };
    const tab = openTab({ images: { pollImport: async () => ({ kind: 'failed', failure }) } });
    void tab.start({ via: 'stage' });
    tab.setImage(imageWith('uploading'));
    tab.report(openedReport, accepted);
    await eventually(() =>
      expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'importFailed', ...failure } }),
    );
    tab.manager.retry('i');
    expect(tab.transfers).toHaveLength(2);
  });
});

describe('a lost upload', () => {
  const lost = failedReport('uploadLost');

  it('restarts from zero with the same image', async () => {
    const tab = openTab();
    void tab.start();
    tab.report(openedReport, lost);
    expect(tab.state()).toEqual({ kind: 'restarting', reason: 'lost' });
    await eventually(() => expect(tab.transfers).toHaveLength(2));
    expect(tab.transfers[1]?.spec.upload).toMatchObject({ id: 'i', location: null });
    expect(tab.get()).toMatchObject({ restarts: 1, sent: 0, state: { kind: 'opening' } });
  });

  it('restarts three times, and again after the user retries', async () => {
    const tab = openTab();
    void tab.start();
    for (let restarts = 1; restarts <= 3; restarts += 1) {
      tab.report(openedReport, lost);
      await eventually(() => expect(tab.transfers).toHaveLength(restarts + 1));
    }
    tab.report(openedReport, lost);
    expect(tab.state()).toMatchObject({ kind: 'failed', failure: { kind: 'problem' } });
    tab.manager.retry('i');
    tab.report(lost);
    expect(tab.state()?.kind).toBe('restarting');
  });

  it('is completed when the cloud had taken every byte', async () => {
    const hashFile = async () => ({ sha256: 'edge', sha512: 'ab' });
    const tab = openTab({ hash: 'sha512', transfers: { hashFile } });
    void tab.start();
    tab.setImage(imageWith('active', 'ab'));
    tab.report(openedReport, lost);
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
    expect(tab.transfers).toHaveLength(1);
  });

  it('reads a stuck image again when the user retries, and restarts when the image is queued', async () => {
    const tab = openTab();
    void tab.start();
    tab.setImage(imageWith('saving'));
    tab.report(openedReport, lost);
    const stuck = { kind: 'failed', failure: { kind: 'stuck', status: 'saving' } };
    await eventually(() => expect(tab.state()).toEqual(stuck));
    tab.setImage(queuedImage);
    tab.manager.retry('i');
    expect(tab.state()?.kind).toBe('restarting');
    await eventually(() => expect(tab.transfers).toHaveLength(2));
  });

  it('names a pause that was too long as the reason of its restart', async () => {
    const tab = openTab();
    void tab.start();
    tab.report(openedReport);
    tab.manager.pause('i');
    tab.report({ kind: 'expired' });
    tab.manager.resume('i');
    tab.report(failedReport('uploadLost', { reason: 'idle' }));
    expect(tab.state()).toEqual({ kind: 'restarting', reason: 'idle' });
  });
});

describe('cancel', () => {
  it('ends the upload at the BFF, then deletes the image and the record', async () => {
    const database = createMemoryDatabase();
    const tab = openTab({ database });
    void tab.start();
    tab.report(openedReport, { kind: 'received', bytes: 1 });
    tab.manager.cancel('i');
    expect(tab.state()?.kind).toBe('cancelling');
    await eventually(() => expect(tab.state()?.kind).toBe('cancelled'));
    expect(tab.calls).toEqual(['terminate /api/uploads/1', 'fetch', 'delete i', 'refresh i']);
    await eventually(() => expect(database.records.size).toBe(0));
    tab.manager.dismiss('i');
    expect(tab.manager.list()).toEqual([]);
  });

  it('can be repeated when the image could not be deleted', async () => {
    let isRefused = true;
    const tab = openTab({
      images: { delete: () => (isRefused ? Promise.reject(new Error('403')) : Promise.resolve()) },
    });
    void tab.start();
    tab.report(openedReport, { kind: 'received', bytes: 1 });
    tab.manager.cancel('i');
    await eventually(() => expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'notRemoved' } }));
    isRefused = false;
    tab.manager.cancel('i');
    await eventually(() => expect(tab.state()?.kind).toBe('cancelled'));
  });

  it('keeps a whole image, and ends as done', async () => {
    const tab = openTab({ hash: 'sha512' });
    void tab.start();
    tab.report(openedReport, { kind: 'received', bytes: 1 }, { kind: 'allSent' });
    tab.setImage(imageWith('active', 'ab'));
    tab.manager.cancel('i');
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: null, isVerified: false }));
    expect(tab.calls).not.toContain('delete i');
  });

  it('deletes an image whose import the upload has started', async () => {
    const tab = openTab({ images: { pollImport: () => new Promise<never>(() => undefined) } });
    void tab.start({ via: 'stage' });
    tab.setImage(imageWith('uploading'));
    tab.report(openedReport, accepted);
    await eventually(() => expect(tab.calls).toContain('import i'));
    tab.setImage(imageWith('importing'));
    tab.manager.cancel('i');
    await eventually(() => expect(tab.state()?.kind).toBe('cancelled'));
    expect(tab.calls).toContain('delete i');
  });

  it('stays "cancelling" when the import reports a missing image before the answer to the deletion', async () => {
    const outcome = Promise.withResolvers<{ kind: 'gone' }>();
    const deletion = Promise.withResolvers<void>();
    const pollImport = vi.fn(() => outcome.promise);
    const tab = openTab({ images: { pollImport, delete: () => deletion.promise } });
    void tab.start({ via: 'stage' });
    tab.setImage(imageWith('uploading'));
    tab.report(openedReport, accepted);
    await eventually(() => expect(pollImport).toHaveBeenCalled());
    tab.manager.cancel('i');
    outcome.resolve({ kind: 'gone' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(tab.state()?.kind).toBe('cancelling');
    deletion.resolve();
    await eventually(() => expect(tab.state()?.kind).toBe('cancelled'));
  });

  it('leaves no record when the answer to the start of the import comes later', async () => {
    const importStart = Promise.withResolvers<void>();
    const startImport = vi.fn(() => importStart.promise);
    const database = createMemoryDatabase();
    const tab = openTab({ database, images: { startImport } });
    void tab.start({ via: 'stage' });
    tab.setImage(imageWith('uploading'));
    tab.report(openedReport, accepted);
    await eventually(() => expect(startImport).toHaveBeenCalled());
    tab.manager.cancel('i');
    await eventually(() => expect(tab.state()?.kind).toBe('cancelled'));
    importStart.resolve();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(database.records.size).toBe(0);
  });
});

describe('records', () => {
  it('hold the location and the fingerprint until the upload is done', async () => {
    const database = createMemoryDatabase();
    const tab = openTab({ database });
    void tab.start();
    tab.report(openedReport);
    const { location, file } = recordFixture;
    await eventually(() => expect(database.records.get('i')).toMatchObject({ location, file }));
    tab.setImage(imageWith('active'));
    tab.report(accepted);
    await eventually(() => expect(database.records.size).toBe(0));
    expect(tab.state()?.kind).toBe('done');
  });

  it('survive a failure until the user dismisses it', async () => {
    const database = createMemoryDatabase();
    const tab = openTab({ database });
    void tab.start();
    tab.report(openedReport, { kind: 'received', bytes: 1 }, imageGone);
    await eventually(() => expect(database.records.get('i')?.location).toBeNull());
    tab.manager.dismiss('i');
    await eventually(() => expect(database.records.size).toBe(0));
  });

  it('are not stored again when the fingerprint comes after the end of the upload', async () => {
    const database = createMemoryDatabase();
    const fingerprint = Promise.withResolvers<{ sha256: string }>();
    const tab = openTab({ database, transfers: { hashFile: () => fingerprint.promise } });
    void tab.start({ file: fileFixture });
    await eventually(() => expect(database.records.size).toBe(1));
    tab.setImage(imageWith('active'));
    tab.report(openedReport, accepted);
    await eventually(() => expect(database.records.size).toBe(0));
    const put = vi.spyOn(database, 'put');
    fingerprint.resolve({ sha256: 'edge' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(put).not.toHaveBeenCalled();
  });
});
