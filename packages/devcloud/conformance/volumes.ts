import assert from 'node:assert/strict';
import type { Actor, CaseContext } from './case-context.ts';
import { expectStatus, textAt, valueAt } from './expect.ts';
import type { Reply } from './send-request.ts';

/** POST /volumes; what comes back is not judged. */
export function createVolume(world: CaseContext, who: Actor, volume: unknown): Promise<Reply> {
  return world.volume(who, 'POST', '/volumes', { json: { volume } });
}

/** Makes a volume with 202 and waits for its end; answers it as it is then. */
export async function createSettledVolume(
  world: CaseContext,
  who: Actor,
  volume: unknown,
  end = 'available',
): Promise<unknown> {
  const { body } = expectStatus(await createVolume(world, who, volume), 202);
  assert.equal(valueAt(body, 'volume', 'status'), 'creating');
  const path = `/volumes/${valueAt(body, 'volume', 'id')}`;
  const reply = await world.waitUntil(
    () => world.volume(who, 'GET', path),
    (seen) => ['available', 'error'].includes(textAt(seen.body, 'volume', 'status') ?? ''),
    60,
  );
  const made = valueAt(reply.body, 'volume');
  assert.equal(valueAt(made, 'status'), end);
  return made;
}
