import { describe, expect, it, vi } from 'vitest';
import { importManagerDepsOf, importRecordsOf } from './import-fixtures.ts';
import { createImportManager, type ImportManagerDeps, type ImportRequest } from './import-manager.ts';
import type { ImportProgress } from './import-progress.ts';

const dev = { id: 'p', name: 'dev' };
const request: ImportRequest = { imageId: 'i', imageName: '镜像', address: 'http://a/b.iso', stores: [] };

/** Imports over a cloud that answers each look with the next of what it was told; then it keeps silent. */
function stage(changes: Partial<ImportManagerDeps> = {}) {
  const called: string[] = [];
  const looks: (ImportProgress | null)[] = [];
  let more = Promise.withResolvers<void>();
  const records = importRecordsOf();
  const deps = importManagerDepsOf({
    startImport: async (id, { address }) => void called.push(`import ${id} ${address}`),
    fetchProgress: async () => looks.shift() ?? null,
    records,
    removeImage: async (id) => void called.push(`remove ${id}`),
    sleep: async () => {
      if (looks.length === 0) await more.promise;
    },
    ...changes,
  });
  const imports = createImportManager(deps);
  const cloudShows = (...courses: ImportProgress[]) => {
    looks.push(...courses);
    more.resolve();
    more = Promise.withResolvers();
  };
  const state = () => imports.getSnapshot()[0]?.state;
  /** As after the page was loaded again. */
  const reloaded = (change: Partial<ImportManagerDeps> = {}) => {
    const again = createImportManager({ ...deps, ...change });
    again.syncSession();
    return again;
  };
  return { imports, called, cloudShows, state, records, reloaded };
}
const settled = (fact: () => void) => vi.waitFor(fact, { interval: 1 });
const failure = { reason: 'virtio error', stores: ['fast'] };

describe('imports', () => {
  it('are followed to the end', async () => {
    const { imports, cloudShows, state } = stage();
    await imports.start(request);
    expect(state()).toEqual({ kind: 'waiting' });
    cloudShows({ kind: 'storing', bytes: 5 });
    await settled(() => expect(state()).toEqual({ kind: 'storing', bytes: 5 }));
    cloudShows({ kind: 'active', missingStores: ['slow'] });
    await settled(() => expect(state()).toEqual({ kind: 'done', missingStores: ['slow'] }));
  });

  it('that the cloud refuses at once leave nothing behind', async () => {
    const { imports } = stage({ startImport: () => Promise.reject(new Error('400')) });
    await expect(imports.start(request)).rejects.toThrow('400');
    expect(imports.getSnapshot()).toEqual([]);
    expect(imports.sourceOf('i')).toBeNull();
  });

  it('that failed are tried again with the same address', async () => {
    const { imports, cloudShows, state, called } = stage();
    await imports.start(request);
    cloudShows({ kind: 'failed', failure });
    await settled(() => expect(state()).toEqual({ kind: 'failed', failure }));
    imports.retry('i');
    cloudShows({ kind: 'active', missingStores: [] });
    await settled(() => expect(state()?.kind).toBe('done'));
    expect(called).toEqual(['import i http://a/b.iso', 'import i http://a/b.iso']);
  });

  it('say so when the cloud does not take on another try', async () => {
    let refuses = false;
    const startImport = () => (refuses ? Promise.reject(new Error('409')) : Promise.resolve());
    const { imports, cloudShows, state } = stage({ startImport });
    await imports.start(request);
    cloudShows({ kind: 'failed', failure });
    await settled(() => expect(state()?.kind).toBe('failed'));
    refuses = true;
    imports.retry('i');
    await settled(() => expect(state()?.kind).toBe('refused'));
  });

  it('are given up only when they stay doubtful', async () => {
    const { imports, cloudShows, state } = stage();
    await imports.start(request);
    cloudShows({ kind: 'doubtful', failure }, { kind: 'doubtful', failure }, { kind: 'fetching' });
    await settled(() => expect(state()).toEqual({ kind: 'fetching' }));
    cloudShows({ kind: 'doubtful', failure }, { kind: 'doubtful', failure }, { kind: 'doubtful', failure });
    await settled(() => expect(state()).toEqual({ kind: 'failed', failure }));
  });

  it('are cleaned up with their image, and owned up to where it stays', async () => {
    let fails = true;
    const removeImage = () => (fails ? Promise.reject(new Error('403')) : Promise.resolve());
    const { imports, state } = stage({ removeImage });
    await imports.start(request);
    imports.remove('i');
    await settled(() => expect(state()?.kind).toBe('notRemoved'));
    fails = false;
    imports.remove('i');
    await settled(() => expect(state()?.kind).toBe('removed'));
    imports.dismiss('i');
    expect(imports.getSnapshot()).toEqual([]);
  });

  it('notice an image that was deleted elsewhere', async () => {
    const { imports, cloudShows, state } = stage();
    await imports.start(request);
    cloudShows({ kind: 'gone' });
    await settled(() => expect(state()?.kind).toBe('removed'));
  });

  it('forget addresses when somebody else sits down, who is shown none of them', async () => {
    let owner: string | null = 'u';
    const { imports } = stage({ owner: () => owner });
    imports.syncSession();
    await imports.start(request);
    for (const next of [null, 'v']) {
      owner = next;
      imports.syncSession();
      expect(imports.getSnapshot()).toEqual([]);
      expect(imports.sourceOf('i')).toBeNull();
    }
    owner = 'u';
    imports.syncSession();
    expect(imports.getSnapshot()).toMatchObject([{ id: 'i', state: { kind: 'asking' } }]);
  });

  it('come back after a reload as the cloud tells of them, and nothing secret was kept', async () => {
    const { imports, cloudShows, records, reloaded } = stage();
    await imports.start({ ...request, address: 'http://me:secret@a/b.iso?sign=secret' });
    expect(records.text()).not.toMatch(/secret|http/);
    const again = reloaded();
    expect(again.getSnapshot()).toMatchObject([{ imageName: '镜像', project: dev, state: { kind: 'asking' } }]);
    imports.dismiss('nothing');
    cloudShows({ kind: 'storing', bytes: 3 }, { kind: 'storing', bytes: 3 });
    await settled(() => expect(again.getSnapshot()).toMatchObject([{ state: { kind: 'storing', bytes: 3 } }]));
  });

  it('are forgotten when they are done, removed or put away', async () => {
    const { imports, cloudShows, state, records } = stage();
    await imports.start(request);
    cloudShows({ kind: 'active', missingStores: [] });
    await settled(() => expect(state()?.kind).toBe('done'));
    expect(records.findByOwner('u')).toEqual([]);
    await imports.start(request);
    cloudShows({ kind: 'failed', failure });
    await settled(() => expect(state()?.kind).toBe('failed'));
    expect(records.findByOwner('u')).toHaveLength(1);
    imports.dismiss('i');
    expect(records.findByOwner('u')).toEqual([]);
  });

  it.each([
    ['the cloud’s task remembers', { address: 'http://task/b.iso', stores: ['fast'] }, 'import i http://task/b.iso'],
    ['nobody remembers, so that it is asked for', null, 'import i http://typed/b.iso'],
  ])('are tried again after a reload from an address that %s', async (_who, remembered, asked) => {
    const first = stage();
    await first.imports.start(request);
    const shown = [{ kind: 'failed', failure } as const];
    const again = first.reloaded({
      fetchSource: async () => remembered,
      fetchProgress: async () => shown.shift() ?? null,
    });
    const state = () => again.getSnapshot()[0]?.state.kind;
    await settled(() => expect(state()).toBe('failed'));
    again.retry('i');
    if (remembered === null) {
      await settled(() => expect(state()).toBe('needsAddress'));
      again.retry('i', 'http://typed/b.iso');
    }
    await settled(() => expect(state()).toBe('waiting'));
    expect(first.called.at(-1)).toBe(asked);
  });

  it('are not looked at from another project, where they could not be seen', async () => {
    let project = dev;
    const fetchProgress = vi.fn(async (): Promise<ImportProgress> => ({ kind: 'gone' }));
    let rests = 0;
    const { imports, state } = stage({
      fetchProgress,
      project: () => project,
      sleep: () => {
        rests += 1;
        project = { id: 'q', name: 'ops' };
        return rests > 3 ? new Promise(() => undefined) : Promise.resolve();
      },
    });
    await imports.start(request);
    await settled(() => expect(rests).toBe(4));
    expect(fetchProgress).not.toHaveBeenCalled();
    expect(state()?.kind).toBe('waiting');
  });
});
