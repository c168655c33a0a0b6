import { describe, expect, it, vi } from 'vitest';
import { importManagerDepsFixture, importRecordsFixture } from './import-fixtures.ts';
import { createImportManager, type ImportManagerDeps, type ImportRequest } from './import-manager.ts';
import type { ImportProgress } from './import-progress.ts';

const dev = { id: 'p', name: 'dev' };
const request: ImportRequest = { imageId: 'i', imageName: '镜像', address: 'http://a/b.iso', stores: [] };

/** Creates a manager over a cloud that shows the given progresses one after the other and then none. */
function createStage(changes: Partial<ImportManagerDeps> = {}) {
  const requests: string[] = [];
  const progresses: (ImportProgress | null)[] = [];
  let more = Promise.withResolvers<void>();
  const records = importRecordsFixture();
  const deps = importManagerDepsFixture({
    startImport: async (id, { address }) => void requests.push(`import ${id} ${address}`),
    fetchProgress: async () => progresses.shift() ?? null,
    records,
    removeImage: async (id) => void requests.push(`remove ${id}`),
    sleep: async () => {
      if (progresses.length === 0) await more.promise;
    },
    ...changes,
  });
  const imports = createImportManager(deps);
  const cloudShows = (...next: ImportProgress[]) => {
    progresses.push(...next);
    more.resolve();
    more = Promise.withResolvers();
  };
  const state = () => imports.getSnapshot()[0]?.state;
  /** Creates a second manager with the same records, as a reload does. */
  const reload = (change: Partial<ImportManagerDeps> = {}) => {
    const restored = createImportManager({ ...deps, ...change });
    restored.syncSession();
    return restored;
  };
  return { imports, requests, cloudShows, state, records, reload };
}
const eventually = (assertion: () => void) => vi.waitFor(assertion, { interval: 1 });
const failure = { reason: 'virtio error', stores: ['fast'] };

describe('import manager', () => {
  it('tracks an import to its end', async () => {
    const { imports, cloudShows, state } = createStage();
    await imports.start(request);
    expect(state()).toEqual({ kind: 'waiting' });
    cloudShows({ kind: 'storing', bytes: 5 });
    await eventually(() => expect(state()).toEqual({ kind: 'storing', bytes: 5 }));
    cloudShows({ kind: 'active', missingStores: ['slow'] });
    await eventually(() => expect(state()).toEqual({ kind: 'done', missingStores: ['slow'] }));
  });

  it('tracks nothing when the cloud refuses the import', async () => {
    const { imports } = createStage({ startImport: () => Promise.reject(new Error('400')) });
    await expect(imports.start(request)).rejects.toThrow('400');
    expect(imports.getSnapshot()).toEqual([]);
    expect(imports.sourceOf('i')).toBeNull();
  });

  it('retries a failed import with the same address', async () => {
    const { imports, cloudShows, state, requests } = createStage();
    await imports.start(request);
    cloudShows({ kind: 'failed', failure });
    await eventually(() => expect(state()).toEqual({ kind: 'failed', failure }));
    imports.retry('i');
    cloudShows({ kind: 'active', missingStores: [] });
    await eventually(() => expect(state()?.kind).toBe('done'));
    expect(requests).toEqual(['import i http://a/b.iso', 'import i http://a/b.iso']);
  });

  it('shows that the cloud refused the retry', async () => {
    let refuses = false;
    const startImport = () => (refuses ? Promise.reject(new Error('409')) : Promise.resolve());
    const { imports, cloudShows, state } = createStage({ startImport });
    await imports.start(request);
    cloudShows({ kind: 'failed', failure });
    await eventually(() => expect(state()?.kind).toBe('failed'));
    refuses = true;
    imports.retry('i');
    await eventually(() => expect(state()?.kind).toBe('refused'));
  });

  it('counts an import as failed after three doubtful polls in a row', async () => {
    const { imports, cloudShows, state } = createStage();
    await imports.start(request);
    cloudShows({ kind: 'doubtful', failure }, { kind: 'doubtful', failure }, { kind: 'fetching' });
    await eventually(() => expect(state()).toEqual({ kind: 'fetching' }));
    cloudShows({ kind: 'doubtful', failure }, { kind: 'doubtful', failure }, { kind: 'doubtful', failure });
    await eventually(() => expect(state()).toEqual({ kind: 'failed', failure }));
  });

  it('removes the image, and shows when it cannot', async () => {
    let fails = true;
    const removeImage = () => (fails ? Promise.reject(new Error('403')) : Promise.resolve());
    const { imports, state } = createStage({ removeImage });
    await imports.start(request);
    imports.remove('i');
    await eventually(() => expect(state()?.kind).toBe('notRemoved'));
    fails = false;
    imports.remove('i');
    await eventually(() => expect(state()?.kind).toBe('removed'));
    imports.dismiss('i');
    expect(imports.getSnapshot()).toEqual([]);
  });

  it('shows that the image was deleted elsewhere', async () => {
    const { imports, cloudShows, state } = createStage();
    await imports.start(request);
    cloudShows({ kind: 'gone' });
    await eventually(() => expect(state()?.kind).toBe('removed'));
  });

  it('hides imports and forgets addresses when another user signs in', async () => {
    let owner: string | null = 'u';
    const { imports } = createStage({ owner: () => owner });
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

  it('restores imports after a reload and stores no address', async () => {
    const { imports, cloudShows, records, reload } = createStage();
    await imports.start({ ...request, address: 'http://me:secret@a/b.iso?sign=secret' });
    expect(records.text()).not.toMatch(/secret|http/);
    const restored = reload();
    expect(restored.getSnapshot()).toMatchObject([{ imageName: '镜像', project: dev, state: { kind: 'asking' } }]);
    imports.dismiss('nothing');
    cloudShows({ kind: 'storing', bytes: 3 }, { kind: 'storing', bytes: 3 });
    await eventually(() => expect(restored.getSnapshot()).toMatchObject([{ state: { kind: 'storing', bytes: 3 } }]));
  });

  it('removes the record when an import is done or dismissed', async () => {
    const { imports, cloudShows, state, records } = createStage();
    await imports.start(request);
    cloudShows({ kind: 'active', missingStores: [] });
    await eventually(() => expect(state()?.kind).toBe('done'));
    expect(records.findByOwner('u')).toEqual([]);
    await imports.start(request);
    cloudShows({ kind: 'failed', failure });
    await eventually(() => expect(state()?.kind).toBe('failed'));
    expect(records.findByOwner('u')).toHaveLength(1);
    imports.dismiss('i');
    expect(records.findByOwner('u')).toEqual([]);
  });

  it.each([
    ['the cloud’s task has', { address: 'http://task/b.iso', stores: ['fast'] }, 'import i http://task/b.iso'],
    ['the user enters, because no task has it', null, 'import i http://typed/b.iso'],
  ])('retries after a reload from an address that %s', async (_title, sourceOfTask, expected) => {
    const first = createStage();
    await first.imports.start(request);
    const progresses = [{ kind: 'failed', failure } as const];
    const restored = first.reload({
      fetchSource: async () => sourceOfTask,
      fetchProgress: async () => progresses.shift() ?? null,
    });
    const state = () => restored.getSnapshot()[0]?.state.kind;
    await eventually(() => expect(state()).toBe('failed'));
    restored.retry('i');
    if (sourceOfTask === null) {
      await eventually(() => expect(state()).toBe('needsAddress'));
      restored.retry('i', 'http://typed/b.iso');
    }
    await eventually(() => expect(state()).toBe('waiting'));
    expect(first.requests.at(-1)).toBe(expected);
  });

  it('does not poll an import of another project', async () => {
    let project = dev;
    const fetchProgress = vi.fn(async (): Promise<ImportProgress> => ({ kind: 'gone' }));
    let sleeps = 0;
    const { imports, state } = createStage({
      fetchProgress,
      project: () => project,
      sleep: () => {
        sleeps += 1;
        project = { id: 'q', name: 'ops' };
        return sleeps > 3 ? new Promise(() => undefined) : Promise.resolve();
      },
    });
    await imports.start(request);
    await eventually(() => expect(sleeps).toBe(4));
    expect(fetchProgress).not.toHaveBeenCalled();
    expect(state()?.kind).toBe('waiting');
  });
});
