import type { TransferReport } from './transfer.ts';
import type { TusReply } from './tus-client.ts';

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
export async function waitWhilePaused(
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
