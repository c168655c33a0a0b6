import type { Problem, ProblemCode, UploadMetadata } from '@console/bff-contract';
import type { Gate } from './gate.ts';
import { whilePaused } from './pausing.ts';
import type { SliceSize } from './slice-size.ts';
import { FileGone, type Source } from './source.ts';
import type { UploadFailure, WaitReason } from './task.ts';
import { createTide } from './tide.ts';
import type { Report } from './transfer.ts';
import type { Reply, Slice, Wire } from './wire.ts';

export interface TransferPorts {
  readonly wire: Wire;
  readonly source: Source;
  readonly sliceSize: SliceSize;
  readonly gate: Gate;
  /** Where an earlier page had opened the upload; `null` opens it. */
  readonly location: string | null;
  readonly report: (report: Report) => void;
}

/** What the loop does after a reply. */
type Verdict =
  | { readonly kind: 'goOn' }
  /** Ask where the upload stands, at once. */
  | { readonly kind: 'look' }
  /** Ask where the upload stands, after a while. */
  | { readonly kind: 'wait'; readonly why: WaitReason }
  | { readonly kind: 'fail'; readonly failure: UploadFailure };

const verdictByCode: Partial<Record<ProblemCode, Verdict>> = {
  uploadOffset: { kind: 'look' },
  sessionGone: { kind: 'wait', why: 'sessionGone' },
  csrf: { kind: 'wait', why: 'sessionGone' },
  uploadLimit: { kind: 'wait', why: 'busy' },
  tooManyRequests: { kind: 'wait', why: 'busy' },
  stopping: { kind: 'wait', why: 'network' },
};

/** Between two signs of life while nothing is sent. */
const PRESENCE_MS = 60_000;
const waitsMs = [1000, 2000, 4000, 8000, 15_000] as const;

/** Milliseconds before the next try after so many in vain; `null`: until woken. */
export function waitMs(why: WaitReason, failures: number): number | null {
  return why === 'sessionGone' ? null : (waitsMs[failures] ?? waitsMs[4]);
}

/**
 * Sends the whole source through every cut, pause and sign-in, from the byte the BFF says it has.
 * Ends with the report `accepted` or `failed`; never rejects.
 */
export async function runTransfer(metadata: UploadMetadata, ports: TransferPorts): Promise<void> {
  const { wire, source, sliceSize, gate, report } = ports;
  let location = ports.location;
  let offset = 0;
  let unsure = location !== null;
  let accepted = false;
  /** Tries since the last byte that went through. */
  let failures = 0;

  const opened = (at: string, sent: number) => {
    location = at;
    offset = sent;
    unsure = false;
    report({ kind: 'opened', location: at, sent });
  };
  const hashing = (bytes: number) => report({ kind: 'hashing', bytes });
  const append = async (to: string, body: Blob, signal: AbortSignal): Promise<Reply> => {
    const from = offset;
    const last = from + body.size === source.size;
    const tide = createTide(from);
    const onProgress = (bytes: number) => {
      tide.rise(from + bytes);
      report({ kind: 'progress', sent: from + bytes });
      if (last && bytes === body.size) report({ kind: 'allSent' });
    };
    if (last && body.size === 0) report({ kind: 'allSent' });
    const began = performance.now();
    const sending = wire
      .append(to, { offset: from, body, last, onProgress }, signal)
      .finally(() => tide.rise(source.size));
    if (body.size > 0) await source.meanwhile(from + body.size, tide);
    const reply = await sending;
    if (reply.kind === 'network') sliceSize.broke();
    if (reply.kind !== 'ok') return reply;
    sliceSize.went(body.size, performance.now() - began);
    if (reply.offset > from) failures = 0;
    offset = reply.offset;
    report({ kind: 'taken', bytes: offset });
    accepted = offset === source.size;
    return reply;
  };
  const step = async (signal: AbortSignal): Promise<Reply> => {
    if (location === null) {
      const reply = await wire.create(source.size, metadata, signal);
      if (reply.kind === 'ok' && reply.location !== null) opened(reply.location, 0);
      return reply;
    }
    if (unsure) {
      const reply = await wire.offset(location, signal);
      if (reply.kind === 'ok') opened(location, reply.offset);
      // HEAD has no body to explain itself; an empty slice is answered with one.
      return reply.kind === 'refused' ? append(location, new Blob(), signal) : reply;
    }
    const to = location;
    const present: Slice = { offset, body: new Blob(), last: false, onProgress: () => undefined };
    // Reading a large file again may take longer than the BFF waits for somebody who has gone.
    await whileRepeating(PRESENCE_MS, () => wire.append(to, present, signal), source.catchUp(offset, hashing));
    return append(to, source.slice(offset, sliceSize.bytes()), signal);
  };
  const rest = async (why: WaitReason) => {
    await source.check();
    const ms = waitMs(why, failures);
    failures += 1;
    report({ kind: 'waiting', why, ms });
    await gate.rest(ms);
  };

  try {
    while (!accepted) {
      const at = location;
      await whilePaused(gate, at === null ? null : (signal) => wire.offset(at, signal), report);
      const isOpen = location !== null;
      const verdict = judge(await step(gate.signal()), isOpen);
      if (verdict.kind === 'fail') return report({ kind: 'failed', failure: verdict.failure });
      if (verdict.kind === 'goOn') continue;
      unsure = location !== null;
      if (verdict.kind === 'wait') await rest(verdict.why);
    }
    await source.catchUp(source.size, hashing);
    report({ kind: 'accepted', digests: source.digest() });
  } catch (error) {
    report({ kind: 'failed', failure: { kind: error instanceof FileGone ? 'fileGone' : 'broken' } });
  }
}

/** Acts every so many milliseconds until the work has ended. @throws what the work throws */
async function whileRepeating(ms: number, act: () => Promise<unknown>, work: Promise<void>): Promise<void> {
  let acting: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    acting = acting.then(act);
  }, ms);
  try {
    await work;
  } finally {
    clearInterval(timer);
    await acting;
  }
}

/** @param isOpen whether the BFF had taken the upload on before it gave this reply */
function judge(reply: Reply, isOpen: boolean): Verdict {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'goOn' };
    case 'aborted':
      return { kind: 'look' };
    case 'network':
      return { kind: 'wait', why: 'network' };
    case 'refused':
      return judgeProblem(reply.problem ?? proxyProblem(reply.status), isOpen);
  }
}

/** What a proxy in between said of its own and will say again; `null` where another try may find it in another mood. */
function proxyProblem(status: number): Problem | null {
  if (status !== 413) return null;
  return { type: 'about:blank', title: '', status, code: 'tooLarge', detail: 'refused on the way', requestId: '' };
}

/** No problem in the answer: a proxy in between said something of its own. */
function judgeProblem(problem: Problem | null, isOpen: boolean): Verdict {
  if (problem === null) return { kind: 'wait', why: 'network' };
  if (isImageGone(problem)) return { kind: 'fail', failure: { kind: 'imageGone' } };
  // A slip of the BFF: what it has of the upload is still there.
  if (isOpen && problem.code === 'internal') return { kind: 'wait', why: 'network' };
  return verdictByCode[problem.code] ?? { kind: 'fail', failure: { kind: 'problem', problem } };
}

/** The cloud's own answer to data for an image that was deleted meanwhile. */
function isImageGone({ code, upstream }: Problem): boolean {
  return code === 'uploadRefused' && (upstream?.status === 404 || upstream?.status === 410);
}
