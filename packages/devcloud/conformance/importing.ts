import assert from 'node:assert/strict';
import { at, expectStatus, items } from './expect.ts';
import type { Reply } from './wire.ts';
import type { Asking, Image, Who, World } from './world.ts';

/** What an import leaves on an image while it runs and after. */
export const marks = {
  lock: 'os_glance_import_task',
  importing: 'os_glance_importing_to_stores',
  failed: 'os_glance_failed_import',
} as const;

/** POST /v2/images/{id}/import; what comes back is not judged. */
export function importImage(world: World, who: Who, id: string, json: unknown, more: Asking = {}): Promise<Reply> {
  return world.image(who, 'POST', `/v2/images/${id}/import`, { ...more, json });
}

/** The image's import tasks, the oldest first; those of one second in any order. */
export async function tasksOf(world: World, who: Who, id: string): Promise<readonly unknown[]> {
  return items(at(expectStatus(await world.image(who, 'GET', `/v2/images/${id}/tasks`), 200).body, 'tasks'));
}

const ended: readonly unknown[] = ['success', 'failure'];

/** Waits until no task runs and none holds the image; answers the image. */
export async function settled(world: World, who: Who, id: string): Promise<Image> {
  const look = async () => ({ image: await world.show(who, id), tasks: await tasksOf(world, who, id) });
  const seen = await world.until(
    look,
    ({ image, tasks }) => !(marks.lock in image) && tasks.every((task) => ended.includes(at(task, 'status'))),
    60,
  );
  return seen.image;
}

/** Takes an import on with 202 and waits for its end; answers the image and the import's task. */
export async function imported(
  world: World,
  who: Who,
  id: string,
  json: unknown,
  more: Asking = {},
): Promise<{ readonly image: Image; readonly task: unknown }> {
  const before = (await tasksOf(world, who, id)).map((task) => at(task, 'id'));
  const reply = expectStatus(await importImage(world, who, id, json, more), 202);
  assert.equal(reply.bytes.length, 0);
  const image = await settled(world, who, id);
  return { image, task: (await tasksOf(world, who, id)).find((task) => !before.includes(at(task, 'id'))) };
}

export const direct = { method: { name: 'glance-direct' } } as const;
export const copy = { method: { name: 'copy-image' } } as const;
export const fromWeb = (uri?: string) => ({ method: { name: 'web-download', ...(uri === undefined ? {} : { uri }) } });
