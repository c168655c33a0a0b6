import assert from 'node:assert/strict';
import type { Actor, CaseContext, Image, RequestOptions } from './case-context.ts';
import { expectList, expectStatus, valueAt } from './expect.ts';
import type { Reply } from './send-request.ts';

/** Properties of an image during and after an import. */
export const importProperties = {
  lock: 'os_glance_import_task',
  importing: 'os_glance_importing_to_stores',
  failed: 'os_glance_failed_import',
} as const;

/** POST /v2/images/{id}/import. The status of the reply is not checked. */
export function requestImport(
  context: CaseContext,
  who: Actor,
  id: string,
  json: unknown,
  more: RequestOptions = {},
): Promise<Reply> {
  return context.image(who, 'POST', `/v2/images/${id}/import`, { ...more, json });
}

/** Lists the image's import tasks, oldest first; the order within one second is undefined. */
export async function fetchImportTasks(context: CaseContext, who: Actor, id: string): Promise<readonly unknown[]> {
  return expectList(
    valueAt(expectStatus(await context.image(who, 'GET', `/v2/images/${id}/tasks`), 200).body, 'tasks'),
  );
}

const ended: readonly unknown[] = ['success', 'failure'];

/** Waits until no import task runs and none locks the image. Returns the image. */
export async function waitForImports(context: CaseContext, who: Actor, id: string): Promise<Image> {
  const read = async () => ({
    image: await context.fetchImage(who, id),
    tasks: await fetchImportTasks(context, who, id),
  });
  const seen = await context.waitUntil(
    read,
    ({ image, tasks }) =>
      !(importProperties.lock in image) && tasks.every((task) => ended.includes(valueAt(task, 'status'))),
    60,
  );
  return seen.image;
}

/** Starts an import, expects 202, and waits for its end. Returns the image and the import's task. */
export async function runImport(
  context: CaseContext,
  who: Actor,
  id: string,
  json: unknown,
  more: RequestOptions = {},
): Promise<{ readonly image: Image; readonly task: unknown }> {
  const before = (await fetchImportTasks(context, who, id)).map((task) => valueAt(task, 'id'));
  const reply = expectStatus(await requestImport(context, who, id, json, more), 202);
  assert.equal(reply.bytes.length, 0);
  const image = await waitForImports(context, who, id);
  return {
    image,
    task: (await fetchImportTasks(context, who, id)).find((task) => !before.includes(valueAt(task, 'id'))),
  };
}

export const glanceDirect = { method: { name: 'glance-direct' } } as const;
export const copyImage = { method: { name: 'copy-image' } } as const;
export const webDownload = (uri?: string) => ({
  method: { name: 'web-download', ...(uri === undefined ? {} : { uri }) },
});
