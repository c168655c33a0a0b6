import { json } from '../kernel/respond.ts';
import { badRequest, notFound } from './errors.ts';
import { type Ask, lookUp } from './glance.ts';
import { pageAddress, readLimit } from './list.ts';
import { allows, enforce } from './policy.ts';
import type { StoredTask } from './tasks-table.ts';
import { isoMicros, isoSeconds } from './wire.ts';

/** GET /v2/images/{id}/tasks; 404 together with the image. */
export function listImageTasks(ask: Ask, id: string): void {
  const image = lookUp(ask, id);
  if (!image || !allows('get_image', ask.caller, image)) throw notFound();
  json(ask.call, 200, { tasks: ask.glance.tasks.ofImage(id).map(rowJson) });
}

/** GET /v2/tasks, for admins. */
export function listTasks({ glance, call, caller }: Ask): void {
  enforce('tasks_api_access', caller);
  const limit = readLimit(call.query.get('limit'));
  const markerId = call.query.get('marker');
  const marker = markerId === null ? null : glance.tasks.get(markerId);
  if (markerId !== null && !marker) throw badRequest(`No task found with ID ${markerId}`);
  const tasks = glance.tasks.newest(limit, marker);
  const last = tasks.length === limit ? tasks.at(-1) : undefined;
  json(call, 200, {
    tasks: tasks.map(stubJson),
    first: pageAddress('/v2/tasks', call.query),
    schema: '/v2/schemas/tasks',
    ...(last ? { next: pageAddress('/v2/tasks', call.query, last.id) } : {}),
  });
}

/** GET /v2/tasks/{id}, for admins. */
export function showTask({ glance, call, caller }: Ask, id: string): void {
  enforce('tasks_api_access', caller);
  const task = glance.tasks.get(id);
  if (!task) throw notFound(`Could not find task ${id}`);
  json(call, 200, {
    ...stubJson(task),
    input: task.input,
    message: task.message,
    result: task.result,
    image_id: task.imageId,
    request_id: task.requestId,
    user_id: task.userId,
  });
}

function stubJson(task: StoredTask): Record<string, unknown> {
  return {
    id: task.id,
    type: 'api_image_import',
    status: task.status,
    owner: task.owner,
    created_at: isoSeconds(task.createdAt),
    updated_at: isoSeconds(task.updatedAt),
    self: `/v2/tasks/${task.id}`,
    schema: '/v2/schemas/task',
    ...(task.expiresAt === null ? {} : { expires_at: isoSeconds(task.expiresAt) }),
  };
}

/** The row as it lies in the database: that is what an image's own tasks look like. */
function rowJson(task: StoredTask): Record<string, unknown> {
  return {
    id: task.id,
    type: 'api_image_import',
    status: task.status,
    owner: task.owner,
    image_id: task.imageId,
    request_id: task.requestId,
    user_id: task.userId,
    input: task.input,
    result: task.result,
    message: task.message,
    expires_at: task.expiresAt === null ? null : isoMicros(task.expiresAt),
    created_at: isoMicros(task.createdAt),
    updated_at: isoMicros(task.updatedAt),
    deleted: false,
    deleted_at: null,
  };
}
