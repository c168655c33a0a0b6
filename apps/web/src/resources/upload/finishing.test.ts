import { describe, expect, it, vi } from 'vitest';
import { RequestError } from '../../shared/http/index.ts';
import { memoryOf } from './testing.ts';
import { file, kept, opened, openTab } from './testing-tab.ts';

const settled = (fact: () => void) => vi.waitFor(fact, { interval: 1 });

describe('a checksum that was given', () => {
  const startWith = (digests: Record<string, string>, via: 'file' | 'stage' = 'file') => {
    const tab = openTab({ imageState: async () => ({ status: 'active', size: 5, hash: null }) });
    const checksum = { name: 'md5', value: 'aa' } as const;
    tab.uploads.start({ file, imageId: 'i', imageName: '镜像', via, stores: [], handle: null, checksum, form: null });
    expect(tab.transfers[0]?.spec.hashes).toEqual(['md5']);
    tab.report(opened);
    tab.report({ kind: 'accepted', digests });
    return tab;
  };

  it('is a success when it fits', async () => {
    const tab = startWith({ md5: 'aa' });
    await settled(() => expect(tab.state()?.kind).toBe('done'));
  });

  it.each(['file', 'stage'] as const)('is never a success when it differs (%s)', async (via) => {
    const tab = startWith({ md5: 'bb' }, via);
    const failure = { kind: 'checksumMismatch', name: 'md5', expected: 'aa', actual: 'bb' };
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure }));
    expect(tab.calls.filter((call) => call.startsWith('import'))).toEqual([]);
  });
});

describe('a hash of a kind that was not computed while sending', () => {
  const image = { status: 'active', size: 5, hash: { algorithm: 'sha256', value: 'ab' } };
  const deps = { hash: 'sha512', imageState: async () => image } as const;

  it('that differs still differs after the page was loaded again', async () => {
    const memory = memoryOf();
    const tab = openTab({ ...deps, memory, hashFile: async () => ({ sha256: 'cd' }) });
    tab.start();
    tab.report(opened);
    tab.report({ kind: 'accepted', digests: { sha512: 'ef' } });
    const failure = { kind: 'hashMismatch', expected: 'cd', actual: 'ab' };
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure }));
    const later = openTab({ ...deps, memory });
    await settled(() => expect(later.state()).toEqual({ kind: 'failed', failure }));
  });

  it('ends as done but not verified where the file is not at hand', async () => {
    const memory = memoryOf({ ...kept, step: 'sent', digests: { sha512: 'ef' } });
    const tab = openTab({ ...deps, memory });
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ef', isVerified: false }));
  });
});

describe('an import that was asked for, and the answer lost', () => {
  it.each(['importing', 'active'])('is followed, not asked for again, while the image is %s', async (status) => {
    const followed = Promise.withResolvers<{ kind: 'active' }>();
    const memory = memoryOf({ ...kept, via: 'stage', step: 'sent' });
    const tab = openTab({
      memory,
      imageState: async () => ({ status, size: 5, hash: null }),
      startImport: () => Promise.reject(new Error('409')),
      followImport: () => followed.promise,
    });
    await settled(() => expect(memory.kept.get('i')?.step).toBe('importing'));
    expect(tab.state()?.kind).toBe('importing');
    followed.resolve({ kind: 'active' });
    await settled(() => expect(tab.state()?.kind).toBe('done'));
  });
});

const signedOut = new RequestError({
  kind: 'problem',
  problem: { type: 'about:blank', title: '', status: 401, code: 'sessionGone', detail: '', requestId: 'r' },
});

describe('a session that ends when all bytes are in the cloud', () => {
  it.each(['file', 'stage'] as const)('is waited for, however long it takes to sign in again (%s)', async (via) => {
    let asked = 0;
    const image = { status: via === 'file' ? 'active' : 'uploading', size: 5, hash: null };
    const tab = openTab({
      memory: memoryOf({ ...kept, via, step: 'sent' }),
      imageState: () => (++asked > 100 ? Promise.resolve(image) : Promise.reject(signedOut)),
    });
    await settled(() => expect(asked).toBeGreaterThan(50));
    expect(tab.state()?.kind).toBe(via === 'file' ? 'verifying' : 'importing');
    await settled(() => expect(tab.state()?.kind).toBe('done'));
  });
});

describe('cancelling while the cloud takes the data in', () => {
  const importing = (changes: Parameters<typeof openTab>[0]) => {
    const memory = memoryOf({ ...kept, via: 'stage', step: 'sent' });
    const staged = async () => ({ status: 'uploading', size: 5, hash: null });
    return { memory, tab: openTab({ memory, imageState: staged, ...changes }) };
  };

  it('is no failure where the image is seen to be gone before the answer to its deletion', async () => {
    const [followed, removed] = [Promise.withResolvers<{ kind: 'gone' }>(), Promise.withResolvers<void>()];
    const followImport = vi.fn(() => followed.promise);
    const { tab } = importing({ followImport, removeImage: () => removed.promise });
    await settled(() => expect(followImport).toHaveBeenCalled());
    tab.uploads.cancel('i');
    followed.resolve({ kind: 'gone' });
    await new Promise((done) => setTimeout(done, 5));
    expect(tab.state()?.kind).toBe('cancelling');
    removed.resolve();
    await settled(() => expect(tab.state()?.kind).toBe('cancelled'));
  });

  it('is for good where the answer to the start comes after it', async () => {
    const started = Promise.withResolvers<void>();
    const startImport = vi.fn(() => started.promise);
    const { memory, tab } = importing({ startImport });
    await settled(() => expect(startImport).toHaveBeenCalled());
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()?.kind).toBe('cancelled'));
    started.resolve();
    await new Promise((done) => setTimeout(done, 5));
    expect(memory.kept.size).toBe(0);
  });
});
