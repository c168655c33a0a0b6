import type { Problem, ProblemCode, UploadMetadata } from '@console/bff-contract';
import { MiB } from '@console/units';
import { createSentOffset, type FileSource, FileUnreadableError } from './file-source.ts';
import { type PauseControl, waitWhilePaused } from './pause-control.ts';
import type { TransferFailure, TransferReport, WaitReason } from './transfer.ts';
import type { Slice, TusClient, TusReply } from './tus-client.ts';

interface TransferParts {
  readonly client: TusClient;
  readonly source: FileSource;
  readonly sliceSize: SliceSize;
  readonly pauseControl: PauseControl;
  readonly report: (report: TransferReport) => void;
}

/** What the loop does after a reply. */
type NextStep =
  | { readonly kind: 'continue' }
  /** Fetch the offset at once. */
  | { readonly kind: 'synchronize' }
  /** Fetch the offset after a pause. */
  | { readonly kind: 'wait'; readonly reason: WaitReason }
  | { readonly kind: 'fail'; readonly failure: TransferFailure };

const nextStepByCode: Partial<Record<ProblemCode, NextStep>> = {
  uploadOffset: { kind: 'synchronize' },
  sessionGone: { kind: 'wait', reason: 'sessionGone' },
  csrf: { kind: 'wait', reason: 'sessionGone' },
  uploadLimit: { kind: 'wait', reason: 'busy' },
  tooManyRequests: { kind: 'wait', reason: 'busy' },
  stopping: { kind: 'wait', reason: 'network' },
};

/** Pause between two empty slices while nothing else is sent. */
const KEEP_ALIVE_MS = 60_000;
const retryDelaysMs = [1000, 2000, 4000, 8000, 15_000] as const;

/** Milliseconds before the next try after so many failed ones; `null`: wait until woken. */
export function retryDelayMs(reason: WaitReason, failures: number): number | null {
  return reason === 'sessionGone' ? null : (retryDelaysMs[failures] ?? retryDelaysMs[4]);
}

/**
 * Sends the whole source through every cut, pause and sign-in, from the byte that the BFF says it has.
 * Ends with the report `accepted` or `failed`; never rejects.
 * @param openLocation address of an upload that an earlier page has opened; `null` opens one
 */
export async function runTransfer(
  metadata: UploadMetadata,
  openLocation: string | null,
  { client, source, sliceSize, pauseControl, report }: TransferParts,
): Promise<void> {
  let location = openLocation;
  let offset = 0;
  let isOffsetKnown = location === null;
  let isAccepted = false;
  /** Since the last byte that arrived. */
  let failures = 0;

  const setOpened = (address: string, sent: number) => {
    location = address;
    offset = sent;
    isOffsetKnown = true;
    report({ kind: 'opened', location: address, sent });
  };
  const reportHashing = (bytes: number) => report({ kind: 'hashing', bytes });

  const append = async (address: string, body: Blob, signal: AbortSignal): Promise<TusReply> => {
    const from = offset;
    const isLast = from + body.size === source.size;
    const sentOffset = createSentOffset(from);
    const onProgress = (bytes: number) => {
      sentOffset.advance(from + bytes);
      report({ kind: 'progress', sent: from + bytes });
      if (isLast && bytes === body.size) report({ kind: 'allSent' });
    };
    if (isLast && body.size === 0) report({ kind: 'allSent' });
    const startedAt = performance.now();
    const sending = client
      .append(address, { offset: from, body, isLast, onProgress }, signal)
      .finally(() => sentOffset.advance(source.size));
    if (body.size > 0) await source.hashAlong(from + body.size, sentOffset);
    const reply = await sending;
    if (reply.kind === 'network') sliceSize.onCut();
    if (reply.kind !== 'ok') return reply;
    sliceSize.onSent(body.size, performance.now() - startedAt);
    if (reply.offset > from) failures = 0;
    offset = reply.offset;
    report({ kind: 'received', bytes: offset });
    isAccepted = offset === source.size;
    return reply;
  };

  const step = async (signal: AbortSignal): Promise<TusReply> => {
    if (location === null) {
      const reply = await client.create(source.size, metadata, signal);
      if (reply.kind === 'ok' && reply.location !== null) setOpened(reply.location, 0);
      return reply;
    }
    const address = location;
    if (!isOffsetKnown) {
      const reply = await client.fetchOffset(address, signal);
      if (reply.kind === 'ok') setOpened(address, reply.offset);
      // The answer to a HEAD has no body; the BFF answers an empty slice with the problem.
      return reply.kind === 'refused' ? append(address, new Blob(), signal) : reply;
    }
    const keepAlive: Slice = { offset, body: new Blob(), isLast: false, onProgress: () => undefined };
    // Hashing a large file again may take longer than the BFF keeps an upload without new bytes.
    const hashing = source.hashUpTo(offset, reportHashing);
    await repeatDuring(hashing, KEEP_ALIVE_MS, () => client.append(address, keepAlive, signal));
    return append(address, source.slice(offset, sliceSize.bytes()), signal);
  };

  const wait = async (reason: WaitReason) => {
    await source.checkReadable();
    const ms = retryDelayMs(reason, failures);
    failures += 1;
    report({ kind: 'waiting', reason, ms });
    await pauseControl.sleep(ms);
  };

  try {
    while (!isAccepted) {
      const address = location;
      const fetchOffset = address === null ? null : (signal: AbortSignal) => client.fetchOffset(address, signal);
      await waitWhilePaused(pauseControl, fetchOffset, report);
      const wasOpen = location !== null;
      const next = classifyReply(await step(pauseControl.signal()), wasOpen);
      if (next.kind === 'fail') return report({ kind: 'failed', failure: next.failure });
      if (next.kind === 'continue') continue;
      isOffsetKnown = location === null;
      if (next.kind === 'wait') await wait(next.reason);
    }
    await source.hashUpTo(source.size, reportHashing);
    report({ kind: 'accepted', digests: source.digest() });
  } catch (error) {
    report({ kind: 'failed', failure: { kind: error instanceof FileUnreadableError ? 'fileGone' : 'broken' } });
  }
}

/** Repeats an action every `ms` milliseconds until the work has ended. @throws what the work throws */
async function repeatDuring(work: Promise<void>, ms: number, action: () => Promise<unknown>): Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(action);
  }, ms);
  try {
    await work;
  } finally {
    clearInterval(timer);
    await running;
  }
}

/** @param wasOpen whether the upload was open at the BFF before this reply */
function classifyReply(reply: TusReply, wasOpen: boolean): NextStep {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'continue' };
    case 'aborted':
      return { kind: 'synchronize' };
    case 'network':
      return { kind: 'wait', reason: 'network' };
    case 'refused':
      return classifyProblem(reply.problem ?? permanentProxyProblem(reply.status), wasOpen);
  }
}

/** The permanent refusal of a proxy in between, or `null` if its status may be temporary (502, 503, 504). */
function permanentProxyProblem(status: number): Problem | null {
  if (status !== 413) return null;
  return { type: 'about:blank', title: '', status, code: 'tooLarge', detail: 'refused on the way', requestId: '' };
}

function classifyProblem(problem: Problem | null, wasOpen: boolean): NextStep {
  // A proxy in between has answered in the BFF's place.
  if (problem === null) return { kind: 'wait', reason: 'network' };
  if (isImageGone(problem)) return { kind: 'fail', failure: { kind: 'imageGone' } };
  // A fault of the BFF does not lose the upload that it has open.
  if (wasOpen && problem.code === 'internal') return { kind: 'wait', reason: 'network' };
  return nextStepByCode[problem.code] ?? { kind: 'fail', failure: { kind: 'problem', problem } };
}

/** Glance answers 404 or 410 to data for an image that was deleted in the meantime. */
function isImageGone({ code, upstream }: Problem): boolean {
  return code === 'uploadRefused' && (upstream?.status === 404 || upstream?.status === 410);
}

/** Short enough for proxies that end long requests; long enough that opening the next request costs next to nothing. */
const TARGET_MS = 2000;
const INITIAL_BYTES = 8 * MiB;
const MIN_BYTES = MiB;

/** The size of an upload's slices: as many bytes as its connection carries in two seconds. */
export interface SliceSize {
  /** Bytes of the next slice. */
  bytes(): number;
  onSent(bytes: number, ms: number): void;
  /** A slice was cut: the next one is smaller, so that less is lost. */
  onCut(): void;
}

/** @param maxBytes what the BFF takes in one PATCH */
export function createSliceSize(maxBytes: number): SliceSize {
  const clamp = (bytes: number) => Math.min(maxBytes, Math.max(MIN_BYTES, Math.round(bytes)));
  let size = clamp(INITIAL_BYTES);
  return {
    bytes: () => size,
    onSent(bytes, ms) {
      // The end of a file is too short to measure by.
      if (bytes < size) return;
      // At most twice or half as large, so that one unusual slice does not decide.
      size = clamp(Math.min(size * 2, Math.max(size / 2, (bytes / Math.max(ms, 1)) * TARGET_MS)));
    },
    onCut() {
      size = clamp(size / 2);
    },
  };
}
