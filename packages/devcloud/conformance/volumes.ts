import assert from 'node:assert/strict';
import type { Actor, CaseContext } from './case-context.ts';
import { expectStatus, textAt, valueAt } from './expect.ts';
import type { Reply } from './send-request.ts';

/** POST /volumes. The status of the reply is not checked. */
export function createVolume(context: CaseContext, who: Actor, volume: unknown): Promise<Reply> {
  return context.volume(who, 'POST', '/volumes', { json: { volume } });
}

/** Creates a volume, expects 202, and waits until it is available or failed. Returns it. */
export async function createSettledVolume(
  context: CaseContext,
  who: Actor,
  volume: unknown,
  end = 'available',
): Promise<unknown> {
  const { body } = expectStatus(await createVolume(context, who, volume), 202);
  assert.equal(valueAt(body, 'volume', 'status'), 'creating');
  const path = `/volumes/${valueAt(body, 'volume', 'id')}`;
  const reply = await context.waitUntil(
    () => context.volume(who, 'GET', path),
    (seen) => ['available', 'error'].includes(textAt(seen.body, 'volume', 'status') ?? ''),
    60,
  );
  const made = valueAt(reply.body, 'volume');
  assert.equal(valueAt(made, 'status'), end);
  return made;
}
