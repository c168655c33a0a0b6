import { sendJson } from '../kernel/send-response.ts';
import { enforcePolicy, isAdmin, policyAllows } from './enforce-policy.ts';
import { findVisibleImage, type GlanceRequest } from './glance.ts';
import { badRequest, notFound } from './glance-fault.ts';
import { isoMicros, isoSeconds } from './image-json.ts';
import { pageAddress, readLimit } from './list-images.ts';
import type { StoredTask, TaskStatus } from './tasks-table.ts';

/** GET /v2/images/{id}/tasks. Lists the tasks of the caller's project; 404 if the image is not visible. */
export function listImageTasks(request: GlanceRequest, id: string): void {
  const image = findVisibleImage(request, id);
  if (!image || !policyAllows('get_image', request.caller, image)) throw notFound();
  const mine = request.glance.tasks
    .ofImage(id)
    .filter(({ owner }) => isAdmin(request.caller) || owner === request.caller.projectId);
  sendJson(request.call, 200, { tasks: mine.map(rowJson) });
}

const STATUSES: readonly TaskStatus[] = ['pending', 'processing', 'success', 'failure'];

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** GET /v2/tasks, for admins. */
export function listTasks({ glance, call, caller }: GlanceRequest): void {
  enforcePolicy('tasks_api_access', caller);
  const limit = readLimit(call.query.get('limit'));
  const markerId = call.query.get('marker');
  if (markerId !== null && !UUID.test(markerId)) throw badRequest('Invalid marker format');
  const marker = markerId === null ? null : glance.tasks.get(markerId);
  if (markerId !== null && !marker) throw badRequest(`Task with the given id ${markerId} was not found`);
  const wanted = call.query.get('status');
  const status = STATUSES.find((one) => one === wanted) ?? null;
  if (wanted !== null && !status) throw badRequest(`Invalid status value: ${wanted}`);
  const tasks = glance.tasks.newest({ limit, after: marker, status });
  const last = tasks.length === limit ? tasks.at(-1) : undefined;
  sendJson(call, 200, {
    tasks: tasks.map(stubJson),
    first: pageAddress('/v2/tasks', call.query),
    schema: '/v2/schemas/tasks',
    ...(last ? { next: pageAddress('/v2/tasks', call.query, last.id) } : {}),
  });
}

/** DELETE /v2/tasks/{id}. Always refused. */
export function refuseTaskRemoval({ call }: GlanceRequest): void {
  sendJson(
    call,
    405,
    {
      message:
        'This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the time ' +
        'based on their expires_at property.',
      code: '405 Method Not Allowed',
      title: 'Method Not Allowed',
    },
    { Allow: 'GET' },
  );
}

/** GET /v2/tasks/{id}, for admins. */
export function showTask({ glance, call, caller }: GlanceRequest, id: string): void {
  enforcePolicy('tasks_api_access', caller);
  const task = glance.tasks.get(id);
  if (!task) throw notFound(`Could not find task ${id}`);
  sendJson(call, 200, {
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

/** The raw database row, which is what Glance lists as an image's tasks. */
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
