import { isObject, type JsonObject, textAt } from '../kernel/json.ts';
import { type Route, route } from '../kernel/router.ts';
import { sendEmpty, sendJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { serviceList } from './catalog.ts';
import { type KeystoneContext, requireAdmin, requireBody, requireBodyObject, requireToken } from './context.ts';
import { newId } from './ids.ts';
import { badRequest, expecting, notFound, sendFault } from './keystone-fault.ts';
import { type Limits, type ProjectLimit, resources } from './limits.ts';
import { listView, v3 } from './views.ts';

const region = 'RegionOne';

/** Routes of project limits. Administrators set them, and Glance applies them at once. */
export function limitRoutes(keys: KeystoneContext, limits: Limits): readonly Route[] {
  return [
    route('GET', '/v3/limits', (call) => {
      const token = requireToken(keys, call);
      if (!token) return;
      const own = token.scope.kind === 'project' ? limits.ofProject(token.scope.project.id) : [];
      const shown = own.map((limit) => limitView(call, limit));
      sendJson(call, 200, listView(call, 'limits', shown));
    }),
    route('POST', '/v3/limits', (call) => create(keys, limits, call)),
    route('PATCH', '/v3/limits/:id', async (call, { id }) => {
      if (!requireAdmin(keys, call, 'update_limit')) return;
      const limit = limits.get(id);
      if (!limit) return notFound(call, 'limit', id);
      const body = await requireBodyObject(call, 'limit');
      if (!body) return;
      const next = { ...limit, value: amountOf(body) ?? limit.value };
      limits.change(next);
      sendJson(call, 200, { limit: limitView(call, next) });
    }),
    route('DELETE', '/v3/limits/:id', (call, { id }) => {
      if (!requireAdmin(keys, call, 'delete_limit')) return;
      if (limits.remove(id)) sendEmpty(call, 204);
      else notFound(call, 'limit', id);
    }),
  ];
}

async function create(keys: KeystoneContext, limits: Limits, call: Call): Promise<void> {
  if (!requireAdmin(keys, call, 'create_limits')) return;
  const body = await requireBody(call);
  if (!body) return;
  const rows = Array.isArray(body.limits) ? body.limits.filter(isObject) : [];
  if (rows.length === 0) return badRequest(call, expecting('limits', 'request body'));
  const made = rows.map((row) => limitOf(call, row));
  if (!made.every((limit) => limit !== null)) {
    return sendFault(call, 403, 'Unable to create a limit that has no corresponding registered limit.');
  }
  if (made.some(({ projectId, resource }) => limits.value(projectId, resource) !== null)) {
    return sendFault(call, 409, 'Conflict occurred attempting to store limit - Duplicate entry.');
  }
  const stranger = made.find(({ projectId }) => !keys.directory.project(projectId));
  if (stranger) return notFound(call, 'project', stranger.projectId);
  for (const limit of made) limits.add(limit);
  sendJson(call, 201, { limits: made.map((limit) => limitView(call, limit)) });
}

/** Returns the requested limit; `null` when no such limit is registered. */
function limitOf(call: Call, row: JsonObject): ProjectLimit | null {
  const resource = resources.find((one) => one === row.resource_name);
  const value = amountOf(row);
  const isHere = row.region_id === region && row.service_id === imageServiceId(call);
  if (!resource || value === null || !isHere) return null;
  const description = textAt(row, 'description') ?? null;
  return { id: newId(), projectId: textAt(row, 'project_id') ?? '', resource, value, description };
}

function amountOf(row: JsonObject): number | null {
  const value = row.resource_limit;
  return typeof value === 'number' && Number.isInteger(value) && value >= -1 ? value : null;
}

function imageServiceId(call: Call): string | undefined {
  return serviceList(call.origin).find(({ type }) => type === 'image')?.id;
}

function limitView(call: Call, { id, projectId, resource, value, description }: ProjectLimit) {
  return {
    id,
    project_id: projectId,
    domain_id: null,
    resource_limit: value,
    description,
    service_id: imageServiceId(call),
    region_id: region,
    resource_name: resource,
    links: { self: `${v3(call)}/limits/${id}` },
  };
}
