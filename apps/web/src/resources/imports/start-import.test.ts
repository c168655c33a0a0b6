import { describe, expect, it } from 'vitest';
import { type Failure, RequestError } from '../../shared/http/index.ts';
import type { ImportProgress } from './import-progress.ts';
import { startImport } from './start-import.ts';

const cloud = (status: number): Failure => ({ kind: 'cloud', status, body: '', contentType: '', requestId: null });
const doubtful: ImportProgress = { kind: 'doubtful', failure: { reason: null, stores: [] } };
const failed: ImportProgress = { kind: 'failed', failure: { reason: 'virtio', stores: [] } };

/** Starts an import that is answered so, at a cloud that shows these courses one after the other. */
async function starting(failure: Failure | null, ...courses: (ImportProgress | null)[]) {
  let looks = 0;
  const outcome = await startImport({
    start: async () => {
      if (failure !== null) throw new RequestError(failure);
    },
    fetchProgress: async () => {
      looks += 1;
      return courses.shift() ?? null;
    },
    sleep: async () => undefined,
  }).then(
    () => 'begun',
    () => 'refused',
  );
  return { outcome, looks };
}

describe('an import whose answer is lost', () => {
  it.each([{ kind: 'network' }, { kind: 'nonsense', requestId: null }, cloud(502), cloud(504)] satisfies Failure[])(
    'has begun where image or task say so ($kind)',
    async (failure) => {
      expect(await starting(failure, { kind: 'waiting' })).toEqual({ outcome: 'begun', looks: 1 });
      expect(await starting(failure, null, doubtful, { kind: 'fetching' })).toEqual({ outcome: 'begun', looks: 3 });
      expect(await starting(failure, failed)).toEqual({ outcome: 'begun', looks: 1 });
    },
  );

  it('has not where nothing moves, or the image is gone', async () => {
    expect(await starting({ kind: 'network' }, doubtful, doubtful, doubtful)).toEqual({ outcome: 'refused', looks: 3 });
    expect((await starting({ kind: 'network' }, { kind: 'gone' })).outcome).toBe('refused');
  });

  it('is not looked for where there was an answer', async () => {
    expect(await starting(null)).toEqual({ outcome: 'begun', looks: 0 });
    for (const status of [400, 403, 409, 500]) {
      expect(await starting(cloud(status), { kind: 'waiting' })).toEqual({ outcome: 'refused', looks: 0 });
    }
  });
});
