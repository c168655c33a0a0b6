import type { UploadLoss } from '@console/bff-contract';
import type { CloudTimeouts } from '../cloud/timeouts.ts';
import {
  openUpstreamRequest,
  type UpstreamEnd,
  type UpstreamRequest,
  type UpstreamTarget,
} from '../cloud/upstream-request.ts';
import type { UploadLimits } from './upload-limits.ts';

/** Above this number, held buffers are joined, so that their bookkeeping stays smaller than the bytes. */
const maxHeldBuffers = 64;

/**
 * Writes slices to one upstream request and holds the last bytes back. While no slice arrives, it sends one of them at
 * each interval, so that no idle timeout between the BFF and Glance ends the request.
 */
export interface KeepAliveWriter {
  readonly ended: Promise<UpstreamEnd>;
  /** Returns `null` or a promise to wait for before the next write. */
  write(bytes: Buffer): Promise<void> | null;
  /** Sends all held bytes and ends the body; the response follows in `ended`. */
  finish(): void;
  destroy(reason: UploadLoss): void;
  /** Bytes in memory: held back, or not yet accepted by the socket. */
  buffered(): number;
}

export type Opening =
  | { readonly kind: 'open'; readonly writer: KeepAliveWriter }
  | { readonly kind: 'ended'; readonly end: UpstreamEnd };

/** What earlier requests have shown about image APIs, by origin. */
export interface KnownBehaviour {
  /** Origins that answer 411 to `Transfer-Encoding: chunked`. */
  readonly lengthRequired: Set<string>;
  /** Origins that read a body without sending `100 Continue`, as uWSGI does. */
  readonly neverContinue: Set<string>;
}

type Limits = Pick<UploadLimits, 'holdBytes' | 'keepAliveMs'>;

/** Opens the request and waits until its body may be sent or the image API has refused it. */
export async function openKeepAliveWriter(
  target: UpstreamTarget & { readonly contentLength: number },
  limits: Limits & CloudTimeouts,
  known: KnownBehaviour,
  signal: AbortSignal,
): Promise<Opening> {
  const { origin } = new URL(target.url);
  const isChunked = !known.lengthRequired.has(origin);
  const continueMs = known.neverContinue.has(origin) ? limits.shortContinueMs : limits.continueMs;
  const contentLength = isChunked ? null : target.contentLength;
  let hasContinue = false;
  const onContinue = () => {
    hasContinue = true;
    known.neverContinue.delete(origin);
  };
  const upstream = openUpstreamRequest({ ...target, contentLength, onContinue }, { ...limits, continueMs });
  const cancel = () => upstream.destroy('cancelled');
  signal.addEventListener('abort', cancel);
  await upstream.ready;
  signal.removeEventListener('abort', cancel);

  const end = upstream.end();
  if (!end) {
    if (!hasContinue) known.neverContinue.add(origin);
    return { kind: 'open', writer: createKeepAliveWriter(upstream, limits) };
  }
  if (isChunked && end.kind === 'answered' && end.response.status === 411) {
    known.lengthRequired.add(origin);
    return openKeepAliveWriter(target, limits, known, signal);
  }
  return { kind: 'ended', end };
}

function createKeepAliveWriter(upstream: UpstreamRequest, { holdBytes, keepAliveMs }: Limits): KeepAliveWriter {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let hasSent = false;

  const takeHeld = (maxBytes: number): Buffer | null => {
    const first = held.shift();
    if (!first) return null;
    if (first.length > maxBytes) held.unshift(first.subarray(maxBytes));
    const bytes = first.subarray(0, maxBytes);
    heldBytes -= bytes.length;
    return bytes;
  };
  const sendHeld = (maxBytes: number): Promise<void> | null => {
    const bytes = takeHeld(maxBytes);
    if (!bytes) return null;
    hasSent = true;
    return upstream.write(bytes);
  };

  const keepAlive = setInterval(() => {
    if (!hasSent && upstream.buffered() === 0) void sendHeld(1);
    hasSent = false;
  }, keepAliveMs);
  void upstream.ended.then(() => {
    clearInterval(keepAlive);
    held = [];
    heldBytes = 0;
  });

  return {
    ended: upstream.ended,
    write(bytes) {
      if (upstream.end()) return null;
      held.push(bytes);
      heldBytes += bytes.length;
      if (held.length > maxHeldBuffers) held = [Buffer.concat(held)];
      let room: Promise<void> | null = null;
      while (held[0] && heldBytes - held[0].length >= holdBytes) room = sendHeld(held[0].length);
      return room;
    },
    finish() {
      clearInterval(keepAlive);
      while (held[0]) void sendHeld(held[0].length);
      upstream.finish();
    },
    destroy: upstream.destroy,
    buffered: () => heldBytes + upstream.buffered(),
  };
}
