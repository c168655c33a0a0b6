import { describe, expect, it, vi } from 'vitest';
import { imageWith, queuedImage } from '../upload-completion/fake-services.ts';
import {
  createMemoryDatabase,
  createMemoryLocks,
  fileFixture,
  recordFixture,
} from '../upload-persistence/record-fixture.ts';
import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import { failedReport, openedReport, openTab, type TabChanges } from './upload-tab-fixture.ts';

const eventually = (assertion: () => void) => vi.waitFor(assertion, { interval: 1 });
const needsFile = { kind: 'needsFile', hasHandle: false, differences: [] };
const readableHandle = { getFile: async () => fileFixture, queryPermission: async () => 'granted' as const };

/** A page that was loaded again, with one record. */
function reload(record: Partial<UploadRecord> = {}, { image = queuedImage, ...changes }: Reloaded = {}) {
  const database = createMemoryDatabase({ ...recordFixture, ...record });
  const tab = openTab({ database, hash: 'sha512', ...changes, images: { ...changes.images } });
  tab.setImage(image);
  return { ...tab, database };
}
type Reloaded = TabChanges & { readonly image?: Parameters<ReturnType<typeof openTab>['setImage']>[0] };

describe('an upload after a reload', () => {
  it('needs its file, and continues at the BFF with it', async () => {
    const tab = reload();
    await eventually(() => expect(tab.state()).toEqual(needsFile));
    await tab.manager.continueWithFile('i', { file: fileFixture, handle: null });
    expect(tab.transfers[0]?.spec.upload).toMatchObject({ id: 'i', location: '/api/uploads/1' });
    expect(tab.state()?.kind).toBe('opening');
  });

  it('refuses another file, and names the differences', async () => {
    const tab = reload();
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    const other = new File(['other bytes'], 'b.qcow2', { lastModified: 6 });
    await tab.manager.continueWithFile('i', { file: other, handle: null });
    expect(tab.state()).toMatchObject({ kind: 'needsFile', differences: ['name', 'size', 'time'] });
    expect(tab.transfers).toEqual([]);
  });

  it('refuses a file whose first or last MiB differs', async () => {
    const tab = reload({}, { transfers: { hashFile: async () => ({ sha256: 'other' }) } });
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    await tab.manager.continueWithFile('i', { file: fileFixture, handle: null });
    expect(tab.state()).toMatchObject({ differences: ['content'] });
  });

  it('continues by itself with a handle that the browser lets it read', async () => {
    const tab = reload({ handle: readableHandle });
    await eventually(() => expect(tab.transfers).toHaveLength(1));
  });

  it('asks the user for permission to read its handle, and stays as it is without', async () => {
    let permission: PermissionState = 'denied';
    const handle = { getFile: async () => fileFixture, requestPermission: async () => permission };
    const tab = reload({ handle });
    await eventually(() => expect(tab.state()).toEqual({ ...needsFile, hasHandle: true }));
    await tab.manager.continueWithHandle('i');
    expect(tab.state()).toEqual({ ...needsFile, hasHandle: true });
    permission = 'granted';
    await tab.manager.continueWithHandle('i');
    expect(tab.transfers).toHaveLength(1);
  });

  it('needs its file where the browser bars the permission', async () => {
    const bar = () => Promise.reject(new DOMException('', 'SecurityError'));
    const handle = { getFile: async () => fileFixture, queryPermission: bar, requestPermission: bar };
    const tab = reload({ handle });
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    await tab.manager.continueWithHandle('i');
    expect(tab.state()).toMatchObject({ kind: 'needsFile', differences: ['unreadable'] });
  });

  it('fails when its image was deleted', async () => {
    const tab = reload({}, { image: 'gone' });
    await eventually(() => expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'imageGone' } }));
  });

  it('is verified without its file when all its bytes are in the cloud', async () => {
    const tab = reload({ step: 'sent', digests: { sha512: 'ab' } }, { image: imageWith('active', 'ab') });
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
    await eventually(() => expect(tab.database.records.size).toBe(0));
  });

  it.each([
    ['its digest is unknown', {}, imageWith('active', 'ab')],
    ['its checksum was not compared', { checksum: { name: 'md5', value: 'aa' } as const }, imageWith('active')],
  ])('is done but not verified when its image is active and %s', async (_case, record, image) => {
    const tab = reload(record, { image });
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: null, isVerified: false }));
    await eventually(() => expect(tab.database.records.size).toBe(0));
    expect(tab.calls).not.toContain('delete i');
  });

  it('is verified with a readable handle when its image is active', async () => {
    const transfers = { hashFile: async () => ({ sha512: 'ab' }) };
    const tab = reload({ handle: readableHandle }, { image: imageWith('active', 'ab'), transfers });
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
    expect(tab.transfers).toEqual([]);
  });

  it('fails with both sizes when its active image has another size', async () => {
    const tab = reload({}, { image: imageWith('active', null, 4) });
    const failure = { kind: 'sizeMismatch', expected: 5, actual: 4 };
    await eventually(() => expect(tab.state()).toEqual({ kind: 'failed', failure }));
    expect(tab.calls).not.toContain('delete i');
  });

  it('is done when the PUT of the earlier page completes the image', async () => {
    const tab = reload({}, { image: imageWith('saving') });
    await eventually(() => expect(tab.calls.filter((call) => call === 'fetch').length).toBeGreaterThan(2));
    expect(tab.state()).toEqual(needsFile);
    tab.setImage(imageWith('active', 'ab'));
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: null, isVerified: false }));
  });

  it('stays deleted from the database when its file is read meanwhile', async () => {
    const fingerprint = Promise.withResolvers<{ sha256: string }>();
    const tab = reload({}, { transfers: { hashFile: () => fingerprint.promise } });
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    const chosen = tab.manager.continueWithFile('i', { file: fileFixture, handle: null });
    tab.manager.cancel('i');
    await eventually(() => expect(tab.database.records.size).toBe(0));
    fingerprint.resolve({ sha256: 'edge' });
    await chosen;
    expect(tab.database.records.size).toBe(0);
  });

  it('is completed when the image refuses more data because it has all of it', async () => {
    const transfers = { hashFile: async () => ({ sha256: 'edge', sha512: 'ab' }) };
    const tab = reload({ location: null }, { transfers });
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    await tab.manager.continueWithFile('i', { file: fileFixture, handle: null });
    tab.setImage(imageWith('active', 'ab'));
    tab.report(failedReport('uploadRefused', { upstream: { status: 409, message: '' } }));
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
  });

  it('is kept when its image proves to be whole at the cancel', async () => {
    const tab = reload();
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    tab.setImage(imageWith('active', 'ab'));
    tab.manager.cancel('i');
    await eventually(() => expect(tab.state()).toEqual({ kind: 'done', sha512: null, isVerified: false }));
    expect(tab.calls).not.toContain('delete i');
  });

  it('is shown to its owner only', async () => {
    let owner = 'another user';
    const tab = reload({}, { session: { owner: () => owner } });
    const list = vi.spyOn(tab.database, 'list');
    tab.manager.followSession();
    await eventually(() => expect(list).toHaveResolved());
    expect(tab.get()).toBeUndefined();
    owner = 'u';
    tab.manager.followSession();
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    owner = 'another user';
    tab.manager.followSession();
    expect(tab.get()).toBeUndefined();
  });
});

describe('a staged upload after a reload', () => {
  const staged = { via: 'stage', step: 'sending' } as const;

  it.each(['importing', 'active'])('follows an import that was started elsewhere (image %s)', async (status) => {
    const tab = reload(staged, { image: imageWith(status) });
    await eventually(() => expect(tab.state()?.kind).toBe('done'));
    expect(tab.calls).not.toContain('import i');
  });

  it('is imported when every byte is staged', async () => {
    const tab = reload(staged, { image: imageWith('uploading') });
    await eventually(() => expect(tab.state()?.kind).toBe('done'));
    expect(tab.calls).toContain('import i');
  });

  it('does not start its import a second time', async () => {
    const tab = reload({ via: 'stage', step: 'importing' }, { image: imageWith('active', null, 9) });
    await eventually(() => expect(tab.state()?.kind).toBe('done'));
    expect(tab.calls).not.toContain('import i');
  });

  it('follows an import that was started elsewhere when it is cancelled', async () => {
    const outcome = Promise.withResolvers<{ kind: 'active' }>();
    const tab = reload(staged, { images: { pollImport: () => outcome.promise } });
    await eventually(() => expect(tab.state()?.kind).toBe('needsFile'));
    tab.setImage(imageWith('importing'));
    tab.manager.cancel('i');
    await eventually(() => expect(tab.state()?.kind).toBe('importing'));
    expect(tab.calls).not.toContain('delete i');
    tab.setImage(imageWith('active'));
    outcome.resolve({ kind: 'active' });
    await eventually(() => expect(tab.state()?.kind).toBe('done'));
  });
});

describe('two tabs', () => {
  /** Two tabs of one browser over one image. */
  function openTabs(...records: readonly UploadRecord[]) {
    const database = createMemoryDatabase(...records);
    const openLocks = createMemoryLocks();
    const tabs = [0, 1].map(() => openTab({ database, locks: openLocks() }));
    return { database, first: tabs[0]!, second: tabs[1]! };
  }

  it('run an upload in one of them, and show it in the other until it is done', async () => {
    const { database, first, second } = openTabs();
    void first.start();
    await eventually(() => expect(second.state()?.kind).toBe('elsewhere'));
    first.setImage(imageWith('active'));
    first.report(openedReport, { kind: 'accepted', digests: {} });
    await eventually(() => expect(first.state()?.kind).toBe('done'));
    await eventually(() => expect(second.get()).toBeUndefined());
    expect(database.records.size).toBe(0);
  });

  it('continue an upload in the tab that is given the file first', async () => {
    const { first, second } = openTabs(recordFixture);
    await eventually(() => expect([first.state()?.kind, second.state()?.kind]).toEqual(['needsFile', 'needsFile']));
    const chosen = { file: fileFixture, handle: null };
    await Promise.all([first.manager.continueWithFile('i', chosen), second.manager.continueWithFile('i', chosen)]);
    await eventually(() => expect([first.state()?.kind, second.state()?.kind]).toEqual(['opening', 'elsewhere']));
    expect(second.transfers).toEqual([]);
  });

  it('cancel no upload that the other tab has continued', async () => {
    const { first, second } = openTabs(recordFixture);
    await eventually(() => expect([first.state()?.kind, second.state()?.kind]).toEqual(['needsFile', 'needsFile']));
    const chosen = first.manager.continueWithFile('i', { file: fileFixture, handle: null });
    await eventually(() => expect(first.state()?.kind).toBe('opening'));
    second.manager.cancel('i');
    await chosen;
    await eventually(() => expect(second.state()?.kind).toBe('elsewhere'));
    expect(second.calls).not.toContain('delete i');
  });
});
