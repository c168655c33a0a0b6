import { type Problem, type ProblemCode, problemCodes } from '@console/bff-contract';
import { sha512 } from 'hash-wasm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFileSource, createHasher, createSliceSize } from './file-source.ts';
import { createMetadata, createPauseControl, hashesToCompute, retryDelayMs, runTransfer } from './run-transfer.ts';
import type { TransferReport } from './transfer.ts';
import type { TusClient, TusReply } from './tus-client.ts';

afterEach(() => void vi.useRealTimers());

const bytes = crypto.getRandomValues(new Uint8Array(1000));
const bytesHash = await sha512(bytes);

function refusal(code: ProblemCode): TusReply {
  const status = problemCodes[code];
  const problem: Problem = { type: '', title: '', status, code, detail: '', requestId: '' };
  return { kind: 'refused', status, problem };
}

/** A BFF in memory. `fault` may replace the reply to the n-th PATCH, of which `accepted` bytes arrive all the same. */
function createFakeBff(fault: (n: number) => { accepted: number; reply: TusReply } | null = () => null) {
  let received = new Uint8Array();
  let appends = 0;
  const client: TusClient = {
    create: async () => ({ kind: 'ok', offset: 0, location: '/api/uploads/1', expiresMs: null }),
    fetchOffset: async () => ({ kind: 'ok', offset: received.length, location: null, expiresMs: null }),
    async append(_location, { offset, body, onProgress }, signal) {
      if (signal.aborted) return { kind: 'aborted' };
      if (offset !== received.length) return refusal('uploadOffset');
      const read = await body.arrayBuffer().catch(() => null);
      // Chromium reports a file that it cannot read as a network error.
      if (read === null) return { kind: 'network' };
      const data = new Uint8Array(read);
      const replaced = fault(appends);
      appends += 1;
      received = new Uint8Array([...received, ...data.subarray(0, replaced?.accepted ?? data.length)]);
      onProgress(data.length);
      return replaced?.reply ?? { kind: 'ok', offset: received.length, location: null, expiresMs: null };
    },
  };
  return { client, received: () => received };
}

async function startTransfer(
  bff: { client: TusClient },
  file: Blob = new Blob([bytes]),
  location: string | null = null,
) {
  const reports: TransferReport[] = [];
  const pauseControl = createPauseControl();
  const source = createFileSource(file, await createHasher(['sha512']));
  const end = runTransfer({ imageId: 'i' }, location, {
    client: bff.client,
    source,
    sliceSize: createSliceSize(300),
    pauseControl,
    report: (report) => reports.push(report),
  });
  return {
    end,
    reports,
    pauseControl,
    kinds: () => reports.map(({ kind }) => kind).filter((kind) => kind !== 'progress' && kind !== 'received'),
  };
}

const waitForReport = async (transfer: { reports: TransferReport[] }, kind: TransferReport['kind']) =>
  vi.waitFor(() => expect(transfer.reports.at(-1)).toMatchObject({ kind }), { interval: 1 });

describe('runTransfer', () => {
  it('sends all slices and reports the digest of the file', async () => {
    const bff = createFakeBff();
    const { end, reports, kinds } = await startTransfer(bff);
    await end;
    expect(bff.received()).toEqual(bytes);
    expect(kinds()).toEqual(['opened', 'allSent', 'accepted']);
    expect(reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });

  it('continues from the last byte that arrived after each of five cuts, with the same digest', async () => {
    const cut = (n: number) => (n < 5 ? { accepted: n * 13, reply: { kind: 'network' } as const } : null);
    const bff = createFakeBff(cut);
    const transfer = await startTransfer(bff);
    for (let n = 0; n < 5; n += 1) {
      await waitForReport(transfer, 'waiting');
      transfer.pauseControl.wake();
      await vi.waitFor(() => expect(transfer.kinds().filter((kind) => kind === 'opened')).toHaveLength(n + 2), {
        interval: 1,
      });
    }
    await transfer.end;
    expect(bff.received()).toEqual(bytes);
    expect(transfer.reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });

  it('fetches the offset after a 409', async () => {
    const bff = createFakeBff((n) => (n === 1 ? { accepted: 7, reply: refusal('uploadOffset') } : null));
    const { end, reports } = await startTransfer(bff);
    await end;
    expect(bff.received()).toEqual(bytes);
    expect(reports).toContainEqual({ kind: 'opened', location: '/api/uploads/1', sent: 307 });
  });

  it('waits without a session and continues when woken', async () => {
    const bff = createFakeBff((n) => (n === 2 ? { accepted: 0, reply: refusal('sessionGone') } : null));
    const transfer = await startTransfer(bff);
    await waitForReport(transfer, 'waiting');
    expect(transfer.reports.at(-1)).toEqual({ kind: 'waiting', reason: 'sessionGone', ms: null });
    transfer.pauseControl.wake();
    await transfer.end;
    expect(bff.received()).toEqual(bytes);
  });

  it('sends nothing while paused, and continues when resumed', async () => {
    const bff = createFakeBff();
    const transfer = await startTransfer(bff);
    transfer.pauseControl.pause();
    await vi.waitFor(() => expect(transfer.kinds()).toEqual(['opened']), { interval: 1 });
    expect(bff.received()).toHaveLength(0);
    transfer.pauseControl.resume();
    await transfer.end;
    expect(transfer.reports.at(-1)?.kind).toBe('accepted');
  });

  it('reports while paused how long the BFF keeps the upload, and when the BFF has dropped it', async () => {
    vi.useFakeTimers();
    const bff = createFakeBff();
    const heads: TusReply[] = [
      { kind: 'network' },
      { kind: 'ok', offset: 300, location: null, expiresMs: 900_000 },
      { kind: 'refused', status: 410, problem: null },
    ];
    const head = async (): Promise<TusReply> => heads.shift() ?? refusal('internal');
    const transfer = await startTransfer({ client: { ...bff.client, fetchOffset: head } });
    await vi.waitFor(() => expect(transfer.kinds()).toContain('opened'), { interval: 1 });
    transfer.pauseControl.pause();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(transfer.reports.at(-1)).toEqual({ kind: 'retained', sent: 300, ms: 900_000 });
    await vi.advanceTimersByTimeAsync(890_000);
    expect(transfer.reports.at(-1)?.kind).toBe('retained');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(transfer.reports.at(-1)).toEqual({ kind: 'expired' });
    transfer.pauseControl.resume();
    await vi.advanceTimersByTimeAsync(1);
  });

  it.each(['uploadRefused', 'uploadLost', 'denied', 'cloudUnreachable'] as const)('fails on %s', async (code) => {
    const { end, reports } = await startTransfer(
      createFakeBff((n) => (n === 1 ? { accepted: 0, reply: refusal(code) } : null)),
    );
    await end;
    expect(reports.at(-1)).toMatchObject({ kind: 'failed', failure: { kind: 'problem', problem: { code } } });
  });

  it('fails when a proxy in between answers 413', async () => {
    const reply: TusReply = { kind: 'refused', status: 413, problem: null };
    const { end, reports } = await startTransfer(createFakeBff((n) => (n === 1 ? { accepted: 0, reply } : null)));
    await end;
    expect(reports.at(-1)).toMatchObject({ kind: 'failed', failure: { problem: { code: 'tooLarge', status: 413 } } });
  });

  it.each([404, 410])('fails with a deleted image when the cloud answers %i', async (status) => {
    const { problem } = refusal('uploadRefused') as { problem: Problem };
    const reply: TusReply = {
      kind: 'refused',
      status: 422,
      problem: { ...problem, upstream: { status, message: '' } },
    };
    const { end, reports } = await startTransfer(createFakeBff((n) => (n === 1 ? { accepted: 0, reply } : null)));
    await end;
    expect(reports.at(-1)).toEqual({ kind: 'failed', failure: { kind: 'imageGone' } });
  });

  it('retries an open upload after an internal error of the BFF', async () => {
    const bff = createFakeBff((n) => (n === 1 ? { accepted: 0, reply: refusal('internal') } : null));
    const transfer = await startTransfer(bff);
    await waitForReport(transfer, 'waiting');
    transfer.pauseControl.wake();
    await transfer.end;
    expect(bff.received()).toEqual(bytes);
  });

  it('fails when the BFF has an internal error before the upload is open', async () => {
    const { end, reports } = await startTransfer({
      client: { ...createFakeBff().client, create: async () => refusal('internal') },
    });
    await end;
    expect(reports.at(-1)).toMatchObject({ kind: 'failed', failure: { problem: { code: 'internal' } } });
  });

  it('sends an empty slice to learn why a HEAD was refused', async () => {
    const bff = createFakeBff(
      (n) =>
        [
          { accepted: 0, reply: { kind: 'network' } as const },
          { accepted: 0, reply: refusal('uploadLost') },
        ][n] ?? null,
    );
    const head = async (): Promise<TusReply> => ({ kind: 'refused', status: 410, problem: null });
    const transfer = await startTransfer({ client: { ...bff.client, fetchOffset: head } });
    await waitForReport(transfer, 'waiting');
    transfer.pauseControl.wake();
    await transfer.end;
    expect(transfer.reports.at(-1)).toMatchObject({ kind: 'failed', failure: { problem: { code: 'uploadLost' } } });
  });

  it('fails when the file cannot be read any more', async () => {
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
    const { end, reports } = await startTransfer(createFakeBff(), file);
    await end;
    expect(reports.at(-1)).toEqual({ kind: 'failed', failure: { kind: 'fileGone' } });
  });

  it('waits longer after each failed try, at most 15 s, and without end without a session', () => {
    expect([0, 1, 2, 3, 4, 9].map((failures) => retryDelayMs('network', failures))).toEqual([
      1000, 2000, 4000, 8000, 15_000, 15_000,
    ]);
    expect(retryDelayMs('sessionGone', 0)).toBeNull();
  });

  it('continues an upload of an earlier page, hashing again what that page had sent', async () => {
    const bff = createFakeBff();
    await bff.client.append(
      '',
      { offset: 0, body: new Blob([bytes.subarray(0, 650)]), isLast: false, onProgress() {} },
      new AbortController().signal,
    );
    const { end, reports } = await startTransfer(bff, undefined, '/api/uploads/1');
    await end;
    expect(bff.received()).toEqual(bytes);
    expect(reports[0]).toEqual({ kind: 'opened', location: '/api/uploads/1', sent: 650 });
    expect(reports.filter(({ kind }) => kind === 'hashing')).toHaveLength(1);
    expect(reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });

  it('sends an empty slice every minute while it hashes for long', async () => {
    vi.useFakeTimers();
    const sizes: number[] = [];
    const append: TusClient['append'] = async (_location, { offset, body }) => {
      sizes.push(body.size);
      return { kind: 'ok', offset: offset + body.size, location: null, expiresMs: null };
    };
    const slow = () => new Promise<void>((done) => setTimeout(done, 150_000));
    const source = { ...createFileSource(new Blob([bytes]), null), hashUpTo: slow };
    const parts = {
      client: { ...createFakeBff().client, append },
      source,
      sliceSize: createSliceSize(1000),
      pauseControl: createPauseControl(),
    };
    const end = runTransfer({ imageId: 'i' }, null, { ...parts, report: () => undefined });
    await vi.advanceTimersByTimeAsync(300_000);
    await end;
    expect(sizes).toEqual([0, 0, 1000]);
  });

  it('reports the digest of the whole file when nothing is left to send', async () => {
    const bff = createFakeBff();
    await bff.client.append(
      '',
      { offset: 0, body: new Blob([bytes]), isLast: true, onProgress() {} },
      new AbortController().signal,
    );
    const { end, reports } = await startTransfer(bff, undefined, '/api/uploads/1');
    await end;
    expect(reports.at(-1)).toEqual({ kind: 'accepted', digests: { sha512: bytesHash } });
  });
});

describe('the input of a transfer', () => {
  const file = new File(['data'], 'a.raw');
  const upload = { id: 'i', via: 'file', stores: ['fast', 'slow'], checksum: null, location: null } as const;
  const md5 = { name: 'md5', value: 'aa' } as const;

  it('names one store of a file, and no store of staged data', () => {
    expect(createMetadata({ file, upload })).toEqual({ imageId: 'i', via: 'file', filename: 'a.raw', store: 'fast' });
    const staged = createMetadata({ file, upload: { ...upload, via: 'stage' } });
    expect(staged).toEqual({ imageId: 'i', via: 'stage', filename: 'a.raw' });
  });

  it('has the hash of the cloud and the one of the checksum', () => {
    expect(hashesToCompute({ hash: 'sha512', upload })).toEqual(['sha512']);
    expect(hashesToCompute({ hash: 'none', upload: { ...upload, checksum: md5 } })).toEqual(['md5']);
    expect(hashesToCompute({ hash: 'sha512', upload: { ...upload, checksum: md5 } })).toEqual(['sha512', 'md5']);
  });
});
