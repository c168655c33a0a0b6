import assert from 'node:assert/strict';
import type { Actor, CaseContext, Image, RequestOptions } from './case-context.ts';
import { expectList, expectStatus, valueAt } from './expect.ts';
import type { Reply } from './send-request.ts';

/** What an import leaves on an image while it runs and after. */
export const importProperties = {
  lock: 'os_glance_import_task',
  importing: 'os_glance_importing_to_stores',
  failed: 'os_glance_failed_import',
} as const;

/** POST /v2/images/{id}/import; what comes back is not judged. */
export function requestImport(
  world: CaseContext,
  who: Actor,
  id: string,
  json: unknown,
  more: RequestOptions = {},
): Promise<Reply> {
  return world.image(who, 'POST', `/v2/images/${id}/import`, { ...more, json });
}

/** The image's import tasks, the oldest first; those of one second in any order. */
export async function fetchImportTasks(world: CaseContext, who: Actor, id: string): Promise<readonly unknown[]> {
  return expectList(valueAt(expectStatus(await world.image(who, 'GET', `/v2/images/${id}/tasks`), 200).body, 'tasks'));
}

const ended: readonly unknown[] = ['success', 'failure'];

/** Waits until no task runs and none holds the image; answers the image. */
export async function waitForImports(world: CaseContext, who: Actor, id: string): Promise<Image> {
  const look = async () => ({ image: await world.fetchImage(who, id), tasks: await fetchImportTasks(world, who, id) });
  const seen = await world.waitUntil(
    look,
    ({ image, tasks }) =>
      !(importProperties.lock in image) && tasks.every((task) => ended.includes(valueAt(task, 'status'))),
    60,
  );
  return seen.image;
}

/** Takes an import on with 202 and waits for its end; answers the image and the import's task. */
export async function runImport(
  world: CaseContext,
  who: Actor,
  id: string,
  json: unknown,
  more: RequestOptions = {},
): Promise<{ readonly image: Image; readonly task: unknown }> {
  const before = (await fetchImportTasks(world, who, id)).map((task) => valueAt(task, 'id'));
  const reply = expectStatus(await requestImport(world, who, id, json, more), 202);
  assert.equal(reply.bytes.length, 0);
  const image = await waitForImports(world, who, id);
  return {
    image,
    task: (await fetchImportTasks(world, who, id)).find((task) => !before.includes(valueAt(task, 'id'))),
  };
}

export const glanceDirect = { method: { name: 'glance-direct' } } as const;
export const copyImage = { method: { name: 'copy-image' } } as const;
export const webDownload = (uri?: string) => ({
  method: { name: 'web-download', ...(uri === undefined ? {} : { uri }) },
});
