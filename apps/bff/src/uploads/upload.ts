import type { IncomingMessage } from 'node:http';
import type { CloudPlace } from '@console/bff-contract';
import type { UploadLimits } from './limits.ts';
import type { LineEnd } from './line.ts';
import type { LostReason } from './lost.ts';
import { type PumpEnd, pump } from './pump.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Upstream } from './upstream.ts';

export type UploadState =
  /** Bytes are missing. */
  | { readonly kind: 'open' }
  /** All bytes are here; the cloud's answer is awaited. */
  | { readonly kind: 'finishing' }
  | Settled;
export type Settled =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The bytes are not what the image's disk format says; the image is of no use any more. */
  | { readonly kind: 'mismatch'; readonly refusal: Refusal }
  | { readonly kind: 'lost'; readonly reason: LostReason };

/** What a state becomes when the upstream request ends. Our Content-Type is right: a 415 is about the bytes. */
export function settle(state: UploadState, end: LineEnd): Settled {
  if (end.kind === 'lost') return end;
  const { status } = end.answer;
  if (status >= 300) return { kind: status === 415 ? 'mismatch' : 'refused', refusal: refusalOf(end.answer) };
  return state.kind === 'finishing' ? { kind: 'done' } : { kind: 'lost', reason: 'early' };
}

/**
 * How long an absence may last: `idleMs`, but not past the token's life; a minute always, because an upload
 * in full swing outlives its token and pauses between slices.
 * @param expiresAt milliseconds since the epoch
 */
export function absence(now: number, idleMs: number, expiresAt: number): { ms: number; reason: LostReason } {
  const tokenMs = Math.max(expiresAt - now, Math.min(60_000, idleMs));
  return tokenMs < idleMs ? { ms: tokenMs, reason: 'tokenExpired' } : { ms: idleMs, reason: 'idle' };
}

/** One upload of one user: bytes from whichever request brings them, into one upstream request. */
export interface Upload {
  readonly id: string;
  readonly userId: string;
  readonly imageId: string;
  readonly length: number;
  /** `Upload-Metadata` as it came. */
  readonly metadata: string;
  /** Where its bytes go, for who reads of a failure. */
  readonly at: CloudPlace;
  /** When it is given up if nothing comes, milliseconds since the epoch. */
  expires(): number;
  /** Bytes accepted from the browser, those held back included. */
  offset(): number;
  state(): UploadState;
  /** Ends the request that is still bringing bytes, if there is one, and waits until it has let go. */
  takeOver(): Promise<void>;
  /**
   * Takes over, then appends the request's body if `check` does not throw: it looks at the upload in the very
   * moment in which the request becomes the one that brings bytes.
   */
  append(request: IncomingMessage, check: () => void): Promise<PumpEnd>;
  settled(): Promise<Settled>;
  destroy(reason: LostReason): void;
  buffered(): number;
}

export interface UploadInit {
  readonly id: string;
  readonly userId: string;
  readonly imageId: string;
  readonly length: number;
  readonly metadata: string;
  readonly at: CloudPlace;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly upstream: Upstream;
  readonly limits: UploadLimits;
  readonly onBytes: (count: number) => void;
  /** What an end really was, as far as the cloud can tell. `whole`: the last byte had been sent. Never rejects. */
  readonly explain: (settled: Settled, whole: boolean) => Promise<Settled>;
}

interface Reader {
  readonly request: IncomingMessage;
  readonly released: Promise<unknown>;
}

function letGo(reader: Reader): Promise<unknown> {
  reader.request.destroy();
  return reader.released;
}

export function createUpload(init: UploadInit): Upload {
  const { upstream, limits, length } = init;
  let offset = 0;
  let state: UploadState = { kind: 'open' };
  let reader: Reader | null = null;
  let away: NodeJS.Timeout | undefined;
  let expires = init.expiresAt;
  const ended = Promise.withResolvers<Settled>();
  const watchers = new Set<() => void>();

  const leave = () => {
    clearTimeout(away);
    if (state.kind !== 'open') return;
    const now = Date.now();
    const { ms, reason } = absence(now, limits.idleMs, init.expiresAt);
    expires = now + ms;
    away = setTimeout(() => upstream.destroy(reason), ms);
    away.unref();
  };
  const accept = (bytes: Buffer) => {
    offset += bytes.length;
    init.onBytes(bytes.length);
    const wait = upstream.accept(bytes);
    // A browser that has gone without a word keeps its connection: what counts is when the last bytes came.
    clearTimeout(away);
    if (wait === null) leave();
    else void wait.then(leave);
    if (offset === length && state.kind === 'open') {
      state = { kind: 'finishing' };
      upstream.finish();
    }
    return wait;
  };
  const watch = (stop: () => void) => {
    watchers.add(stop);
    return () => watchers.delete(stop);
  };

  leave();
  void upstream.ended.then(async (end) => {
    const whole = state.kind === 'finishing';
    const settled = settle(state, end);
    // No bytes are taken any more; who asks waits for the end.
    state = { kind: 'finishing' };
    clearTimeout(away);
    for (const stop of watchers) stop();
    state = await init.explain(settled, whole);
    ended.resolve(state);
  });

  return {
    id: init.id,
    userId: init.userId,
    imageId: init.imageId,
    length,
    metadata: init.metadata,
    at: init.at,
    expires: () => expires,
    offset: () => offset,
    state: () => state,
    async takeOver() {
      while (reader) await letGo(reader);
    },
    async append(request, check) {
      while (reader) await letGo(reader);
      check();
      if (state.kind !== 'open') return 'ended';
      leave();
      const brought = pump(request, accept, watch);
      const mine: Reader = { request, released: brought };
      reader = mine;
      const how = await brought;
      if (reader === mine) reader = null;
      leave();
      return how;
    },
    settled: () => ended.promise,
    destroy: upstream.destroy,
    buffered: upstream.buffered,
  };
}
