import type { Problem, ProblemCode } from '@console/bff-contract';
import { problemCodes } from '@console/bff-contract';
import { sha512 } from 'hash-wasm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createGate } from './gate.ts';
import { createHasher } from './hashers.ts';
import { runTransfer, waitMs } from './run-transfer.ts';
import { createSliceSize } from './slice-size.ts';
import { createSource } from './source.ts';
import type { Report } from './transfer.ts';
import type { Reply, Wire } from './wire.ts';

afterEach(() => void vi.useRealTimers());

const bytes = crypto.getRandomValues(new Uint8Array(1000));
const bytesHash = await sha512(bytes);

function refused(code: ProblemCode): Reply {
  const status = problemCodes[code];
  const problem: Problem = { type: '', title: '', status, code, detail: '', requestId: '' };
  return { kind: 'refused', status, problem };
}

/** A BFF in memory. `mishap` may spoil the n-th append: what it returns is the answer, `keep` bytes are taken all the same. */
function fakeBff(mishap: (n: number) => { keep: number; reply: Reply } | null = () => null) {
  let taken = new Uint8Array();
  let appends = 0;
  const wire: Wire = {
    create: async () => ({ kind: 'ok', offset: 0, location: '/api/uploads/1', keptMs: null }),
    offset: async () => ({ kind: 'ok', offset: taken.length, location: null, keptMs: null }),
    async append(_location, { offset, body, onProgress }, signal) {
      if (signal.aborted) return { kind: 'aborted' };
      if (offset !== taken.length) return refused('uploadOffset');
      const read = await body.arrayBuffer().catch(() => null);
      // A browser that cannot read a file on sends nothing more, and says no more than that.
      if (read === null) return { kind: 'network' };
      const data = new Uint8Array(read);
      const spoilt = mishap(appends);
      appends += 1;
      taken = new Uint8Array([...taken, ...data.subarray(0, spoilt?.keep ?? data.length)]);
      onProgress(data.length);
      return spoilt?.reply ?? { kind: 'ok', offset: taken.length, location: null, keptMs: null };
    },
  };
  return { wire, taken: () => taken };
}

async function stage(bff: { wire: Wire }, file: Blob = new Blob([bytes]), location: string | null = null) {
  const reports: Report[] = [];
  const gate = createGate();
  const source = createSource(file, await createHasher(['sha512']));
  const run = runTransfer(
    { imageId: 'i' },
    {
      wire: bff.wire,
      source,
      sliceSize: createSliceSize(300),
      gate,
      location,
      report: (report) => reports.push(report),
    },
  );
  return {
    run,
    reports,
    gate,
    kinds: () => reports.map(({ kind }) => kind).filter((kind) => kind !== 'progress' && kind !== 'taken'),
  };
}

const waitsFor = async (stage: { reports: Report[] }, kind: Report['kind']) =>
  vi.waitFor(() => expect(stage.reports.at(-1)).toMatchObject({ kind }), { interval: 1 });

describe('a transfer', () => {
  it('sends all slices and tells the hash of what it read', async () => {
    const bff = fakeBff();
    const { run, reports, kinds } = await stage(bff);
    await run;
    expect(bff.taken()).toEqual(bytes);
    expect(kinds()).toEqual(['opened', 'allSent', 'accepted']);
    expect(reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });

  it('goes on from the byte that arrived, again and again, with the same hash', async () => {
    const cut = (n: number) => (n < 5 ? { keep: n * 13, reply: { kind: 'network' } as const } : null);
    const bff = fakeBff(cut);
    const on = await stage(bff);
    for (let n = 0; n < 5; n += 1) {
      await waitsFor(on, 'waiting');
      on.gate.wake();
      await vi.waitFor(() => expect(on.kinds().filter((kind) => kind === 'opened')).toHaveLength(n + 2), {
        interval: 1,
      });
    }
    await on.run;
    expect(bff.taken()).toEqual(bytes);
    expect(on.reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });

  it('asks where it stands after a 409', async () => {
    const bff = fakeBff((n) => (n === 1 ? { keep: 7, reply: refused('uploadOffset') } : null));
    const { run, reports } = await stage(bff);
    await run;
    expect(bff.taken()).toEqual(bytes);
    expect(reports).toContainEqual({ kind: 'opened', location: '/api/uploads/1', sent: 307 });
  });

  it('waits for the session and goes on when woken', async () => {
    const bff = fakeBff((n) => (n === 2 ? { keep: 0, reply: refused('sessionGone') } : null));
    const on = await stage(bff);
    await waitsFor(on, 'waiting');
    expect(on.reports.at(-1)).toEqual({ kind: 'waiting', why: 'sessionGone', ms: null });
    on.gate.wake();
    await on.run;
    expect(bff.taken()).toEqual(bytes);
  });

  it('stops between two bytes when paused, and goes on when resumed', async () => {
    const bff = fakeBff();
    const on = await stage(bff);
    on.gate.pause();
    await vi.waitFor(() => expect(on.kinds()).toEqual(['opened']), { interval: 1 });
    expect(bff.taken()).toHaveLength(0);
    on.gate.resume();
    await on.run;
    expect(on.reports.at(-1)?.kind).toBe('accepted');
  });

  it('tells while it is paused how long the BFF keeps what it has, and when it no longer does', async () => {
    vi.useFakeTimers();
    const bff = fakeBff();
    const heads: Reply[] = [
      { kind: 'network' },
      { kind: 'ok', offset: 300, location: null, keptMs: 900_000 },
      { kind: 'refused', status: 410, problem: null },
    ];
    const head = async (): Promise<Reply> => heads.shift() ?? refused('internal');
    const on = await stage({ wire: { ...bff.wire, offset: head } });
    await vi.waitFor(() => expect(on.kinds()).toContain('opened'), { interval: 1 });
    on.gate.pause();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(on.reports.at(-1)).toEqual({ kind: 'kept', sent: 300, ms: 900_000 });
    await vi.advanceTimersByTimeAsync(890_000);
    expect(on.reports.at(-1)?.kind).toBe('kept');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(on.reports.at(-1)).toEqual({ kind: 'lapsed' });
    on.gate.resume();
    await vi.advanceTimersByTimeAsync(1);
  });

  it.each(['uploadRefused', 'uploadLost', 'denied', 'cloudUnreachable'] as const)('gives up on %s', async (code) => {
    const { run, reports } = await stage(fakeBff((n) => (n === 1 ? { keep: 0, reply: refused(code) } : null)));
    await run;
    expect(reports.at(-1)).toMatchObject({ kind: 'failed', failure: { kind: 'problem', problem: { code } } });
  });

  it('gives up where a proxy on the way takes no such slice, and would say so again', async () => {
    const reply: Reply = { kind: 'refused', status: 413, problem: null };
    const { run, reports } = await stage(fakeBff((n) => (n === 1 ? { keep: 0, reply } : null)));
    await run;
    expect(reports.at(-1)).toMatchObject({ kind: 'failed', failure: { problem: { code: 'tooLarge', status: 413 } } });
  });

  it.each([404, 410])('knows from the cloud’s %i that the image was deleted', async (status) => {
    const { problem } = refused('uploadRefused') as { problem: Problem };
    const reply: Reply = { kind: 'refused', status: 422, problem: { ...problem, upstream: { status, message: '' } } };
    const { run, reports } = await stage(fakeBff((n) => (n === 1 ? { keep: 0, reply } : null)));
    await run;
    expect(reports.at(-1)).toEqual({ kind: 'failed', failure: { kind: 'imageGone' } });
  });

  it('tries again after a slip of the BFF, which still has what was sent', async () => {
    const bff = fakeBff((n) => (n === 1 ? { keep: 0, reply: refused('internal') } : null));
    const on = await stage(bff);
    await waitsFor(on, 'waiting');
    on.gate.wake();
    await on.run;
    expect(bff.taken()).toEqual(bytes);
  });

  it('gives up where the BFF slips before there is an upload', async () => {
    const { run, reports } = await stage({ wire: { ...fakeBff().wire, create: async () => refused('internal') } });
    await run;
    expect(reports.at(-1)).toMatchObject({ kind: 'failed', failure: { problem: { code: 'internal' } } });
  });

  it('asks with an empty slice why HEAD was refused', async () => {
    const bff = fakeBff(
      (n) =>
        [
          { keep: 0, reply: { kind: 'network' } as const },
          { keep: 0, reply: refused('uploadLost') },
        ][n] ?? null,
    );
    const head = async (): Promise<Reply> => ({ kind: 'refused', status: 410, problem: null });
    const on = await stage({ wire: { ...bff.wire, offset: head } });
    await waitsFor(on, 'waiting');
    on.gate.wake();
    await on.run;
    expect(on.reports.at(-1)).toMatchObject({ kind: 'failed', failure: { problem: { code: 'uploadLost' } } });
  });

  it('says when the file has gone from the disk', async () => {
    const file = new Blob([bytes]);
    let readable = 2;
    file.slice = (from, to) => {
      const part = new Blob([bytes.subarray(from, to)]);
      readable -= 1;
      const gone = new DOMException('', 'NotReadableError');
      if (readable < 0) {
        part.arrayBuffer = () => Promise.reject(gone);
        part.stream = () => new ReadableStream({ start: (controller) => controller.error(gone) });
      }
      return part;
    };
    const { run, reports } = await stage(fakeBff(), file);
    await run;
    expect(reports.at(-1)).toEqual({ kind: 'failed', failure: { kind: 'fileGone' } });
  });

  it('waits longer after each try in vain, 15 s at most, and for ever without a session', () => {
    expect([0, 1, 2, 3, 4, 9].map((failures) => waitMs('network', failures))).toEqual([
      1000, 2000, 4000, 8000, 15_000, 15_000,
    ]);
    expect(waitMs('sessionGone', 0)).toBeNull();
  });

  it('goes on where an earlier page had come to, reading again what that one had sent', async () => {
    const bff = fakeBff();
    await bff.wire.append(
      '',
      { offset: 0, body: new Blob([bytes.subarray(0, 650)]), last: false, onProgress() {} },
      new AbortController().signal,
    );
    const { run, reports } = await stage(bff, undefined, '/api/uploads/1');
    await run;
    expect(bff.taken()).toEqual(bytes);
    expect(reports[0]).toEqual({ kind: 'opened', location: '/api/uploads/1', sent: 650 });
    expect(reports.filter(({ kind }) => kind === 'hashing')).toHaveLength(1);
    expect(reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });

  it('shows that it is there while it reads again for long', async () => {
    vi.useFakeTimers();
    const sizes: number[] = [];
    const append: Wire['append'] = async (_location, { offset, body }) => {
      sizes.push(body.size);
      return { kind: 'ok', offset: offset + body.size, location: null, keptMs: null };
    };
    const slow = () => new Promise<void>((done) => setTimeout(done, 150_000));
    const source = { ...createSource(new Blob([bytes]), null), catchUp: slow };
    const ports = {
      wire: { ...fakeBff().wire, append },
      source,
      sliceSize: createSliceSize(1000),
      gate: createGate(),
      location: null,
    };
    const run = runTransfer({ imageId: 'i' }, { ...ports, report: () => undefined });
    await vi.advanceTimersByTimeAsync(300_000);
    await run;
    expect(sizes).toEqual([0, 0, 1000]);
  });

  it('knows the hash of the whole also where nothing was left to send', async () => {
    const bff = fakeBff();
    await bff.wire.append(
      '',
      { offset: 0, body: new Blob([bytes]), last: true, onProgress() {} },
      new AbortController().signal,
    );
    const { run, reports } = await stage(bff, undefined, '/api/uploads/1');
    await run;
    expect(reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });
});
