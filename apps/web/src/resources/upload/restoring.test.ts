import type { Problem } from '@console/bff-contract';
import { describe, expect, it, vi } from 'vitest';
import { memoryOf } from './testing.ts';
import { file, kept, openTab } from './testing-tab.ts';

const settled = (fact: () => void) => vi.waitFor(fact, { interval: 1 });

describe('an upload from before the page was loaded again', () => {
  it('waits for its file, and goes on where the BFF knows it', async () => {
    const tab = openTab({ memory: memoryOf(kept) });
    await settled(() => expect(tab.state()).toEqual({ kind: 'needsFile', hasHandle: false, differs: [] }));
    await tab.uploads.giveFile('i', file, null);
    expect(tab.transfers[0]?.spec).toMatchObject({ imageId: 'i', location: '/api/uploads/1' });
    expect(tab.state()?.kind).toBe('opening');
  });

  it('refuses another file, and says in what it differs', async () => {
    const tab = openTab({ memory: memoryOf(kept) });
    await settled(() => expect(tab.state()?.kind).toBe('needsFile'));
    await tab.uploads.giveFile('i', new File(['other bytes'], 'b.qcow2', { lastModified: 6 }), null);
    expect(tab.state()).toMatchObject({ kind: 'needsFile', differs: ['name', 'size', 'time'] });
    expect(tab.transfers).toEqual([]);
  });

  it('tells a file of other content by its head and tail', async () => {
    const tab = openTab({ memory: memoryOf(kept), hashFile: async () => ({ sha256: 'other' }) });
    await settled(() => expect(tab.state()?.kind).toBe('needsFile'));
    await tab.uploads.giveFile('i', file, null);
    expect(tab.state()).toMatchObject({ differs: ['content'] });
  });

  it('goes on by itself where the browser still lets us read its file', async () => {
    const handle = { getFile: async () => file, queryPermission: async () => 'granted' as const };
    const tab = openTab({ memory: memoryOf({ ...kept, handle }) });
    await settled(() => expect(tab.transfers).toHaveLength(1));
  });

  it('asks first where it has to, and stays as it is when the person says no', async () => {
    let leave: PermissionState = 'denied';
    const handle = { getFile: async () => file, requestPermission: async () => leave };
    const tab = openTab({ memory: memoryOf({ ...kept, handle }) });
    await settled(() => expect(tab.state()).toMatchObject({ kind: 'needsFile', hasHandle: true }));
    await tab.uploads.reopenFile('i');
    expect(tab.state()).toMatchObject({ kind: 'needsFile', differs: [] });
    leave = 'granted';
    await tab.uploads.reopenFile('i');
    expect(tab.transfers).toHaveLength(1);
  });

  it('waits for its file where the browser cannot even be asked for leave', async () => {
    const barred = () => Promise.reject(new DOMException('', 'SecurityError'));
    const handle = { getFile: async () => file, queryPermission: barred, requestPermission: barred };
    const other = { ...kept, id: 'j' };
    const tab = openTab({ memory: memoryOf({ ...kept, handle }, other) });
    await settled(() => expect(tab.uploads.getSnapshot()).toHaveLength(2));
    await tab.uploads.reopenFile('i');
    expect(tab.state()).toMatchObject({ kind: 'needsFile', differs: ['unreadable'] });
  });

  it('says that its image has been deleted', async () => {
    const tab = openTab({ memory: memoryOf(kept), imageState: async () => 'gone' });
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'imageGone' } }));
  });

  it('needs no file where all its bytes are in the cloud', async () => {
    const imageState = async () => ({ status: 'active', size: 5, hash: { algorithm: 'sha512', value: 'ab' } });
    const memory = memoryOf({ ...kept, step: 'sent', digests: { sha512: 'ab' } });
    const tab = openTab({ memory, imageState, hash: 'sha512' });
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
    await settled(() => expect(memory.kept.size).toBe(0));
  });

  it('needs no file where the cloud has taken everything and gives nothing else to compare', async () => {
    const memory = memoryOf(kept);
    const tab = openTab({ memory, imageState: async () => ({ status: 'active', size: 5, hash: null }) });
    await settled(() => expect(tab.state()?.kind).toBe('done'));
    await settled(() => expect(memory.kept.size).toBe(0));
  });

  it('stays forgotten when its file was being looked at meanwhile', async () => {
    const looked = Promise.withResolvers<{ sha256: string }>();
    const handle = { getFile: async () => file, queryPermission: async () => 'granted' as const };
    const memory = memoryOf({ ...kept, handle });
    const imageState = async () => ({ status: 'active', size: 5, hash: null });
    const tab = openTab({ memory, imageState, hashFile: () => looked.promise });
    await settled(() => expect(tab.state()?.kind).toBe('done'));
    await settled(() => expect(memory.kept.size).toBe(0));
    looked.resolve({ sha256: 'edge' });
    await new Promise((done) => setTimeout(done));
    expect(memory.kept.size).toBe(0);
  });

  it.each([
    ['the browser has no digest', {}, { size: 5, hash: { algorithm: 'sha512', value: 'ab' } }],
    ['a checksum was given', { checksum: { name: 'md5', value: 'aa' } as const }, { size: 5, hash: null }],
  ])('is done but not verified where the image is active and %s', async (_what, record, image) => {
    const memory = memoryOf({ ...kept, ...record });
    const tab = openTab({ memory, imageState: async () => ({ status: 'active', ...image }), hash: 'sha512' });
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: null, isVerified: false }));
    await settled(() => expect(memory.kept.size).toBe(0));
    expect(tab.calls).not.toContain('remove i');
  });

  it('reads the file behind a readable handle to verify an active image', async () => {
    const handle = { getFile: async () => file, queryPermission: async () => 'granted' as const };
    const image = { status: 'active', size: 5, hash: { algorithm: 'sha512', value: 'ab' } };
    const hashFile = async () => ({ sha512: 'ab' });
    const memory = memoryOf({ ...kept, handle });
    const tab = openTab({ memory, imageState: async () => image, hash: 'sha512', hashFile });
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
    expect(tab.transfers).toEqual([]);
  });

  it('fails with both sizes where the active image has another size', async () => {
    const imageState = async () => ({ status: 'active', size: 4, hash: null });
    const tab = openTab({ memory: memoryOf(kept), imageState });
    const failure = { kind: 'sizeMismatch', expected: 5, actual: 4 };
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure }));
    expect(tab.calls).not.toContain('remove i');
  });

  it('is done when a PUT that outlived the page completes the image', async () => {
    const tab = openTab({ memory: memoryOf(kept), hash: 'sha512' });
    tab.imageIs({ status: 'saving', size: null, hash: null });
    await settled(() => expect(tab.calls.filter((call) => call === 'look').length).toBeGreaterThan(2));
    expect(tab.state()?.kind).toBe('needsFile');
    tab.imageIs({ status: 'active', size: 5, hash: { algorithm: 'sha512', value: 'ab' } });
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: null, isVerified: false }));
  });

  it.each(['importing', 'active'])('follows an import that was started elsewhere (%s)', async (status) => {
    const memory = memoryOf({ ...kept, via: 'stage' });
    const tab = openTab({ memory, imageState: async () => ({ status, size: 5, hash: null }) });
    await settled(() => expect(tab.state()).toMatchObject({ kind: 'done' }));
    expect(tab.calls).not.toContain('import i');
  });

  it('imports what is staged completely', async () => {
    const memory = memoryOf({ ...kept, via: 'stage' });
    const tab = openTab({ memory, imageState: async () => ({ status: 'uploading', size: 5, hash: null }) });
    await settled(() => expect(tab.state()).toMatchObject({ kind: 'done', isVerified: true }));
    expect(tab.calls).toContain('import i');
  });

  it('still needs its file where the image is queued', async () => {
    const tab = openTab({ memory: memoryOf(kept) });
    await settled(() => expect(tab.state()?.kind).toBe('needsFile'));
  });

  it('is done where it is sent once more to an image that has all of it', async () => {
    const image = { status: 'active', size: 5, hash: { algorithm: 'sha512', value: 'ab' } };
    const hashFile = async () => ({ sha256: 'edge', sha512: 'ab' });
    const tab = openTab({ memory: memoryOf({ ...kept, location: null }), hash: 'sha512', hashFile });
    await settled(() => expect(tab.state()?.kind).toBe('needsFile'));
    await tab.uploads.giveFile('i', file, null);
    tab.imageIs(image);
    const problem = { code: 'uploadRefused', upstream: { status: 409 } } as Problem;
    tab.report({ kind: 'failed', failure: { kind: 'problem', problem } });
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
  });

  it('does not ask twice for an import that has been asked for', async () => {
    const memory = memoryOf({ ...kept, via: 'stage', step: 'importing' });
    const imageState = async () => ({ status: 'active', size: 9, hash: null });
    const tab = openTab({ memory, imageState });
    await settled(() => expect(tab.state()?.kind).toBe('done'));
    expect(tab.calls.filter((call) => call.startsWith('import'))).toEqual([]);
  });

  it('is shown to its owner only', async () => {
    let owner = 'somebody else';
    const memory = memoryOf(kept);
    const all = vi.spyOn(memory, 'all');
    const tab = openTab({ memory, owner: () => owner });
    tab.uploads.follow();
    await settled(() => expect(all).toHaveResolvedTimes(2));
    expect(tab.task()).toBeUndefined();
    owner = 'u';
    tab.uploads.follow();
    await settled(() => expect(tab.state()?.kind).toBe('needsFile'));
    owner = 'somebody else';
    tab.uploads.follow();
    expect(tab.task()).toBeUndefined();
  });
});
