import type { CloudServiceRef, UploadLoss } from '@console/bff-contract';
import { parseFault } from '@console/openstack-api';
import type { Request } from 'express';
import { refusalOf } from '../cloud/classify-response.ts';
import type { UpstreamEnd } from '../cloud/upstream-request.ts';
import { abortResponse } from '../http/abort-response.ts';
import { type PipeEnd, pipeRequest } from '../http/pipe-request.ts';
import type { UpstreamRefusal } from '../problem.ts';
import type { KeepAliveWriter } from './keep-alive-writer.ts';
import type { UploadLimits } from './upload-limits.ts';

export type UploadState =
  /** Bytes are missing. */
  | { readonly kind: 'open' }
  /** All bytes have arrived, and the image API has not responded yet. */
  | { readonly kind: 'finishing' }
  | UploadEnd;
export type UploadEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: UpstreamRefusal }
  /** The data is not of the image's disk format, and the image has become unusable. */
  | { readonly kind: 'mismatch'; readonly refusal: UpstreamRefusal }
  | { readonly kind: 'lost'; readonly reason: UploadLoss };

/** The end of an upload by the end of its request. A 415 is about the data, because the BFF's Content-Type is right. */
export function toUploadEnd(state: UploadState, end: UpstreamEnd): UploadEnd {
  if (end.kind === 'lost') return end;
  const { status, headers, body } = end.response;
  if (status >= 300) {
    const { message } = parseFault(status, headers['content-type'] ?? '', body.toString('utf8'));
    return { kind: status === 415 ? 'mismatch' : 'refused', refusal: refusalOf(end.response, message) };
  }
  return state.kind === 'finishing' ? { kind: 'done' } : { kind: 'lost', reason: 'early' };
}

/**
 * Returns how long the browser may be absent: `idleMs`, but not past the end of the token. An upload may outlive its
 * token while bytes arrive, so a minute between two slices is always allowed.
 * @param expiresAt end of the token, in ms since the epoch
 */
export function allowedAbsence(now: number, idleMs: number, expiresAt: number): { ms: number; reason: UploadLoss } {
  const tokenMs = Math.max(expiresAt - now, Math.min(60_000, idleMs));
  return tokenMs < idleMs ? { ms: tokenMs, reason: 'tokenExpired' } : { ms: idleMs, reason: 'idle' };
}

/** One upload of one user: slices from many requests go into one upstream request. */
export interface Upload {
  readonly id: string;
  readonly userId: string;
  readonly imageId: string;
  /** Size of the file in bytes. */
  readonly length: number;
  /** `Upload-Metadata` as the client sent it. */
  readonly metadata: string;
  /** The image API, for problems. */
  readonly at: CloudServiceRef;
  /** When the upload ends unless bytes arrive, in ms since the epoch. */
  expires(): number;
  /** Bytes received from the browser, with those that are held back. */
  offset(): number;
  state(): UploadState;
  /** Aborts the request that is sending bytes, if there is one, and waits for its end. */
  takeOver(): Promise<void>;
  /**
   * Takes over and appends the request's body. `check` runs after the previous request has ended and before the first
   * byte; nothing is appended if it throws.
   */
  append(request: Request, check: () => void): Promise<PipeEnd>;
  settled(): Promise<UploadEnd>;
  destroy(reason: UploadLoss): void;
  /** Bytes in memory. */
  buffered(): number;
}

export interface UploadInit extends Pick<Upload, 'id' | 'userId' | 'imageId' | 'length' | 'metadata' | 'at'> {
  /** End of the token, in ms since the epoch. */
  readonly expiresAt: number;
  readonly writer: KeepAliveWriter;
  readonly limits: Pick<UploadLimits, 'idleMs'>;
  readonly onBytes: (count: number) => void;
  /** Finds the reason of a failure in the cloud. `isComplete`: the last byte had been sent. Never rejects. */
  readonly diagnose: (end: UploadEnd, isComplete: boolean) => Promise<UploadEnd>;
}

/** The request that is sending bytes. */
interface Sender {
  readonly request: Request;
  readonly ended: Promise<unknown>;
}

function abortSender({ request, ended }: Sender): Promise<unknown> {
  if (request.res) abortResponse(request.res);
  request.destroy();
  return ended;
}

export function createUpload(init: UploadInit): Upload {
  const { id, userId, imageId, length, metadata, at, writer, limits } = init;
  let offset = 0;
  let state: UploadState = { kind: 'open' };
  let sender: Sender | null = null;
  let absenceTimer: NodeJS.Timeout | undefined;
  let expires = init.expiresAt;
  const ended = Promise.withResolvers<UploadEnd>();
  const stopListeners = new Set<() => void>();

  const startAbsence = () => {
    clearTimeout(absenceTimer);
    if (state.kind !== 'open') return;
    const now = Date.now();
    const { ms, reason } = allowedAbsence(now, limits.idleMs, init.expiresAt);
    expires = now + ms;
    absenceTimer = setTimeout(() => writer.destroy(reason), ms);
    absenceTimer.unref();
  };
  const accept = (bytes: Buffer) => {
    offset += bytes.length;
    init.onBytes(bytes.length);
    const room = writer.write(bytes);
    // The absence counts from the last bytes, because the connection of a dead browser can stay open. It does not count
    // while the image API makes the browser wait.
    clearTimeout(absenceTimer);
    if (room === null) startAbsence();
    else void room.then(startAbsence);
    if (offset === length && state.kind === 'open') {
      state = { kind: 'finishing' };
      writer.finish();
    }
    return room;
  };
  const onStop = (stop: () => void) => {
    stopListeners.add(stop);
    return () => stopListeners.delete(stop);
  };

  startAbsence();
  void writer.ended.then(async (upstreamEnd) => {
    const isComplete = state.kind === 'finishing';
    const end = toUploadEnd(state, upstreamEnd);
    // During the diagnosis no bytes are accepted, and requests wait for the end.
    state = { kind: 'finishing' };
    clearTimeout(absenceTimer);
    for (const stop of stopListeners) stop();
    state = await init.diagnose(end, isComplete);
    ended.resolve(state);
  });

  return {
    id,
    userId,
    imageId,
    length,
    metadata,
    at,
    expires: () => expires,
    offset: () => offset,
    state: () => state,
    async takeOver() {
      while (sender) await abortSender(sender);
    },
    async append(request, check) {
      // Not `await takeOver()`: another request could become the sender between its end and `check`.
      while (sender) await abortSender(sender);
      check();
      if (state.kind !== 'open') return 'ended';
      startAbsence();
      const piped = pipeRequest(request, accept, onStop);
      const current: Sender = { request, ended: piped };
      sender = current;
      const pipeEnd = await piped;
      if (sender === current) sender = null;
      startAbsence();
      return pipeEnd;
    },
    settled: () => ended.promise,
    destroy: writer.destroy,
    buffered: writer.buffered,
  };
}
