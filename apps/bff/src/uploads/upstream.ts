import type { UploadLimits } from './limits.ts';
import { type Line, type LineEnd, type LineTarget, openLine } from './line.ts';
import type { LostReason } from './lost.ts';

/** Beyond this many small pieces they are joined, so that the book-keeping stays smaller than the bytes. */
const HELD_PIECES = 64;

/** The one open request of an upload: takes slices, keeps the last bytes back, drips them while nothing comes. */
export interface Upstream {
  readonly ended: Promise<LineEnd>;
  /** `null`: go on; a promise: wait for it before the next bytes. */
  accept(bytes: Buffer): Promise<void> | null;
  /** All bytes are here: sends what is held back; the answer comes as `ended`. */
  finish(): void;
  destroy(reason: LostReason): void;
  /** Bytes in memory: held back, or waiting for the socket. */
  buffered(): number;
}

export type Opening =
  | { readonly kind: 'open'; readonly upstream: Upstream }
  | { readonly kind: 'ended'; readonly end: LineEnd };

/** What has been learnt of the upstreams, by their origins. */
export interface Learnt {
  /** They refuse `Transfer-Encoding: chunked` (411). */
  readonly lengthOnly: Set<string>;
  /** They take a body without ever having sent `100 Continue`, as uwsgi does. */
  readonly silent: Set<string>;
}

/** Opens the request and waits until its body may flow, or until the upstream has refused it. */
export async function openUpstream(
  target: LineTarget & { readonly contentLength: number },
  limits: UploadLimits,
  { lengthOnly, silent }: Learnt,
  signal: AbortSignal,
): Promise<Opening> {
  const { origin } = new URL(target.url);
  const chunked = !lengthOnly.has(origin);
  const continueMs = silent.has(origin) ? limits.silentMs : limits.continueMs;
  const contentLength = chunked ? null : target.contentLength;
  let saidContinue = false;
  const onContinue = () => {
    saidContinue = true;
    silent.delete(origin);
  };
  const line = openLine({ ...target, contentLength, onContinue }, { ...limits, continueMs });
  const giveUp = () => line.destroy('cancelled');
  signal.addEventListener('abort', giveUp);
  await line.ready;
  signal.removeEventListener('abort', giveUp);

  const end = line.end();
  if (!end) {
    if (!saidContinue) silent.add(origin);
    return { kind: 'open', upstream: holdBack(line, limits) };
  }
  if (chunked && end.kind === 'answered' && end.answer.status === 411) {
    lengthOnly.add(origin);
    return openUpstream(target, limits, { lengthOnly, silent }, signal);
  }
  return { kind: 'ended', end };
}

function holdBack(line: Line, limits: UploadLimits): Upstream {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let moved = false;

  const take = (bytes: number): Buffer | null => {
    const first = held.shift();
    if (!first) return null;
    if (first.length > bytes) held.unshift(first.subarray(bytes));
    const piece = first.subarray(0, bytes);
    heldBytes -= piece.length;
    return piece;
  };
  const send = (bytes: number): Promise<void> | null => {
    const piece = take(bytes);
    if (!piece) return null;
    moved = true;
    return line.write(piece);
  };

  const drip = setInterval(() => {
    if (!moved && line.buffered() === 0) void send(1);
    moved = false;
  }, limits.dripMs);
  void line.ended.then(() => {
    clearInterval(drip);
    held = [];
    heldBytes = 0;
  });

  return {
    ended: line.ended,
    accept(bytes) {
      if (line.end()) return null;
      held.push(bytes);
      heldBytes += bytes.length;
      if (held.length > HELD_PIECES) held = [Buffer.concat(held)];
      let wait: Promise<void> | null = null;
      while (held[0] && heldBytes - held[0].length >= limits.holdBytes) wait = send(held[0].length);
      return wait;
    },
    finish() {
      clearInterval(drip);
      while (held[0]) void send(held[0].length);
      line.finish();
    },
    destroy: line.destroy,
    buffered: () => heldBytes + line.buffered(),
  };
}
