import type { Gate } from './gate.ts';
import type { Report } from './transfer.ts';
import type { Reply } from './wire.ts';

/** The BFF counts in whole seconds. */
const SPARE_MS = 1000;
/** Before it is asked once more where it could not answer. */
const AGAIN_MS = 60_000;
/** Given up, or never heard of. */
const goneStatuses: ReadonlySet<number> = new Set([404, 410]);

/**
 * Waits while the gate is shut, and tells meanwhile how long the BFF keeps what it has, and when it no longer does.
 * @param ask where the upload stands; `null` where there is none yet, and then nothing can lapse
 */
export async function whilePaused(
  gate: Gate,
  ask: ((signal: AbortSignal) => Promise<Reply>) | null,
  report: (report: Report) => void,
): Promise<void> {
  const resumed = new AbortController();
  const open = gate.open().then(() => resumed.abort());
  while (ask !== null && gate.signal().aborted) {
    const reply = await ask(resumed.signal);
    if (resumed.signal.aborted) break;
    if (reply.kind === 'refused' && goneStatuses.has(reply.status)) {
      report({ kind: 'lapsed' });
      break;
    }
    const ms = reply.kind === 'ok' ? reply.keptMs : null;
    if (reply.kind === 'ok' && ms !== null) report({ kind: 'kept', sent: reply.offset, ms });
    await Promise.race([open, gate.rest(ms === null ? AGAIN_MS : ms + SPARE_MS)]);
  }
  await open;
}
