import { describe, expect, it } from 'vitest';
import { type Failure, RequestError } from '../../shared/http/index.ts';
import type { ImportProgress } from './import-progress.ts';
import { startImport } from './start-import.ts';

const cloud = (status: number): Failure => ({ kind: 'cloud', status, body: '', contentType: '', requestId: null });
const doubtful: ImportProgress = { kind: 'doubtful', failure: { reason: null, stores: [] } };
const failed: ImportProgress = { kind: 'failed', failure: { reason: 'virtio', stores: [] } };

/** Starts an import that fails so, at a cloud that shows these progresses one after the other. */
async function start(failure: Failure | null, ...progresses: (ImportProgress | null)[]) {
  let polls = 0;
  const outcome = await startImport({
    start: async () => {
      if (failure !== null) throw new RequestError(failure);
    },
    fetchProgress: async () => {
      polls += 1;
      return progresses.shift() ?? null;
    },
    sleep: async () => undefined,
  }).then(
    () => 'started',
    () => 'refused',
  );
  return { outcome, polls };
}

describe('startImport', () => {
  it.each([{ kind: 'network' }, { kind: 'nonsense', requestId: null }, cloud(502), cloud(504)] satisfies Failure[])(
    'resolves after a lost response ($kind) when image or task show an import',
    async (failure) => {
      expect(await start(failure, { kind: 'waiting' })).toEqual({ outcome: 'started', polls: 1 });
      expect(await start(failure, null, doubtful, { kind: 'fetching' })).toEqual({ outcome: 'started', polls: 3 });
      expect(await start(failure, failed)).toEqual({ outcome: 'started', polls: 1 });
    },
  );

  it('rejects when no task runs, or the image has been deleted', async () => {
    expect(await start({ kind: 'network' }, doubtful, doubtful, doubtful)).toEqual({ outcome: 'refused', polls: 3 });
    expect((await start({ kind: 'network' }, { kind: 'gone' })).outcome).toBe('refused');
  });

  it('does not poll when there was a response', async () => {
    expect(await start(null)).toEqual({ outcome: 'started', polls: 0 });
    for (const status of [400, 403, 409, 500]) {
      expect(await start(cloud(status), { kind: 'waiting' })).toEqual({ outcome: 'refused', polls: 0 });
    }
  });
});
