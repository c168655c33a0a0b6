import { isObject } from '../kernel/json.ts';
import { STAGING } from './data-files.ts';
import type { Glance } from './glance.ts';
import { fail } from './run-import.ts';
import { emptied } from './stored-image.ts';
import type { StoredTask } from './tasks-table.ts';

/** Cleans up after a process that was killed: interrupted uploads become `queued`, and interrupted imports fail. */
export async function recoverImages(glance: Glance): Promise<void> {
  for (const { id } of glance.images.withStatus('saving')) glance.images.change(id, emptied);
  for (const { id, size } of glance.images.withStatus('uploading')) {
    if (size === null && !glance.files.has(STAGING, id)) glance.images.change(id, emptied);
  }
  for (const task of glance.tasks.cutOff()) await endCutOff(glance, task);
}

async function endCutOff(glance: Glance, task: StoredTask): Promise<void> {
  const { backend, import_req: request } = task.input;
  const method = isObject(request) && isObject(request.method) ? request.method.name : undefined;
  await fail(glance, {
    imageId: task.imageId,
    taskId: task.id,
    stores: Array.isArray(backend) ? backend.map(String) : [],
    source: method === 'copy-image' ? { kind: 'copy' } : { kind: 'staged' },
  });
}
