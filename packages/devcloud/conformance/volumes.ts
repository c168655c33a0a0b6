import assert from 'node:assert/strict';
import { at, expectStatus, textAt } from './expect.ts';
import type { Reply } from './wire.ts';
import type { Who, World } from './world.ts';

/** POST /volumes; what comes back is not judged. */
export function createVolume(world: World, who: Who, volume: unknown): Promise<Reply> {
  return world.volume(who, 'POST', '/volumes', { json: { volume } });
}

/** Makes a volume with 202 and waits for its end; answers it as it is then. */
export async function madeVolume(world: World, who: Who, volume: unknown, end = 'available'): Promise<unknown> {
  const { body } = expectStatus(await createVolume(world, who, volume), 202);
  assert.equal(at(body, 'volume', 'status'), 'creating');
  const path = `/volumes/${at(body, 'volume', 'id')}`;
  const reply = await world.until(
    () => world.volume(who, 'GET', path),
    (seen) => ['available', 'error'].includes(textAt(seen.body, 'volume', 'status') ?? ''),
    60,
  );
  const made = at(reply.body, 'volume');
  assert.equal(at(made, 'status'), end);
  return made;
}
