import { describe, expect, it, vi } from 'vitest';
import type { ImportCourse } from './import-course.ts';
import { createImports, type ImportDeps, type ImportRequest } from './imports.ts';

const request: ImportRequest = { imageId: 'i', imageName: '镜像', address: 'http://a/b.iso', stores: [] };

/** Imports over a cloud that answers each look with the next of what it was told; then it keeps silent. */
function stage(changes: Partial<ImportDeps> = {}) {
  const called: string[] = [];
  const looks: (ImportCourse | null)[] = [];
  let more = Promise.withResolvers<void>();
  const imports = createImports({
    startImport: async (id, { address }) => void called.push(`import ${id} ${address}`),
    look: async () => looks.shift() ?? null,
    project: () => 'p',
    removeImage: async (id) => void called.push(`remove ${id}`),
    onChange: () => undefined,
    sleep: async () => {
      if (looks.length === 0) await more.promise;
    },
    ...changes,
  });
  const cloudShows = (...courses: ImportCourse[]) => {
    looks.push(...courses);
    more.resolve();
    more = Promise.withResolvers();
  };
  const state = () => imports.getSnapshot()[0]?.state;
  return { imports, called, cloudShows, state };
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

  it('forget addresses when somebody else may sit down', async () => {
    const { imports } = stage();
    await imports.start(request);
    imports.forget();
    expect(imports.getSnapshot()).toEqual([]);
    expect(imports.sourceOf('i')).toBeNull();
  });

  it('are not looked at from another project, where they could not be seen', async () => {
    let project = 'p';
    const look = vi.fn(async (): Promise<ImportCourse> => ({ kind: 'gone' }));
    let rests = 0;
    const { imports, state } = stage({
      look,
      project: () => project,
      sleep: () => {
        rests += 1;
        project = 'q';
        return rests > 3 ? new Promise(() => undefined) : Promise.resolve();
      },
    });
    await imports.start(request);
    await settled(() => expect(rests).toBe(4));
    expect(look).not.toHaveBeenCalled();
    expect(state()?.kind).toBe('waiting');
  });
});
