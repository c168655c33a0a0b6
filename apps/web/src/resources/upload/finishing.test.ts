import { describe, expect, it, vi } from 'vitest';
import { file, opened, openTab } from './testing-tab.ts';

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
