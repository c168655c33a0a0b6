import type { Problem, ProblemCode, UploadMetadata } from '@console/bff-contract';
import type { HashName } from '../upload-persistence/upload-record.ts';
import { createSentOffset, type FileSource, FileUnreadableError, type SliceSize } from './file-source.ts';
import type { TransferFailure, TransferReport, TransferSpec, WaitReason } from './transfer.ts';
import type { Slice, TusClient, TusReply } from './tus-client.ts';

/** The `Upload-Metadata` of a transfer. */
export function createMetadata({ file, upload }: Pick<TransferSpec, 'file' | 'upload'>): UploadMetadata {
  // Glance takes one store with a PUT (X-Image-Meta-Store); an import names its stores itself.
  const store = upload.via === 'file' ? upload.stores[0] : undefined;
  return { imageId: upload.id, via: upload.via, filename: file.name, ...(store === undefined ? {} : { store }) };
}

/** The hashes that are computed while the file is sent: the cloud's, and the one of the user's checksum. */
export function hashesToCompute({ hash, upload }: Pick<TransferSpec, 'hash' | 'upload'>): readonly HashName[] {
  const names: readonly HashName[] = hash === 'sha512' ? ['sha512'] : [];
  return upload.checksum === null ? names : [...names, upload.checksum.name];
}

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

/** Pause, resume and wake for the loop of a transfer. */
export interface PauseControl {
  /** Aborted by `pause`; `resume` creates a new one. */
  signal(): AbortSignal;
  pause(): void;
  resume(): void;
  /** Ends every {@link PauseControl.sleep}. */
  wake(): void;
  /** Resolves at once while not paused, else when resumed. */
  whenResumed(): Promise<void>;
  /** Waits for `ms` milliseconds (`null`: without end), or until woken or paused. */
  sleep(ms: number | null): Promise<void>;
}

export function createPauseControl(): PauseControl {
  let controller = new AbortController();
  let resumed = Promise.withResolvers<void>();
  resumed.resolve();
  let wakers: (() => void)[] = [];

  const wake = () => {
    for (const waker of wakers) waker();
    wakers = [];
  };
  return {
    signal: () => controller.signal,
    pause() {
      if (controller.signal.aborted) return;
      resumed = Promise.withResolvers<void>();
      controller.abort();
      wake();
    },
    resume() {
      if (!controller.signal.aborted) return;
      controller = new AbortController();
      resumed.resolve();
    },
    wake,
    whenResumed: () => resumed.promise,
    sleep: (ms) =>
      new Promise((resolve) => {
        const timer = ms === null ? undefined : setTimeout(resolve, ms);
        wakers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

/** `Upload-Expires` has whole seconds. */
const EXPIRY_SLACK_MS = 1000;
/** Pause before the BFF is asked again after it could not answer. */
const RETRY_MS = 60_000;
/** The BFF has dropped the upload (410) or does not know it (404). */
const goneStatuses: ReadonlySet<number> = new Set([404, 410]);

/**
 * Waits while the transfer is paused; meanwhile reports how long the BFF keeps what it has, and when it has dropped it.
 * @param fetchOffset HEAD of the upload; `null` while it is not open, because then nothing can expire
 */
async function waitWhilePaused(
  pauseControl: PauseControl,
  fetchOffset: ((signal: AbortSignal) => Promise<TusReply>) | null,
  report: (report: TransferReport) => void,
): Promise<void> {
  const controller = new AbortController();
  const resumed = pauseControl.whenResumed().then(() => controller.abort());
  while (fetchOffset !== null && pauseControl.signal().aborted) {
    const reply = await fetchOffset(controller.signal);
    if (controller.signal.aborted) break;
    if (reply.kind === 'refused' && goneStatuses.has(reply.status)) {
      report({ kind: 'expired' });
      break;
    }
    const ms = reply.kind === 'ok' ? reply.expiresMs : null;
    if (reply.kind === 'ok' && ms !== null) report({ kind: 'retained', sent: reply.offset, ms });
    await Promise.race([resumed, pauseControl.sleep(ms === null ? RETRY_MS : ms + EXPIRY_SLACK_MS)]);
  }
  await resumed;
}
