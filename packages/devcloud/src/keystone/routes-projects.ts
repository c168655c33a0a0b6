import { type JsonObject, textAt } from '../kernel/json.ts';
import { type Route, route } from '../kernel/router.ts';
import { sendEmpty, sendJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { type KeystoneContext, requireAdmin, requireBodyObject } from './context.ts';
import type { Project } from './directory.ts';
import { newId } from './ids.ts';
import { badRequest, notFound, sendFault } from './keystone-fault.ts';
import type { LiveToken } from './tokens.ts';
import { validateName } from './validate-name.ts';
import { listView, projectView } from './views.ts';

export const defaultDomainId = 'default';

/** Routes of projects. Administrators create and delete them; every user may read the project of their token. */
export function projectRoutes(keys: KeystoneContext): readonly Route[] {
  const { directory } = keys;
  return [
    route('GET', '/v3/projects', (call) => {
      if (!requireAdmin(keys, call, 'list_projects')) return;
      const found = directory.projects().filter((project) => wanted(project, call.query));
      sendJson(
        call,
        200,
        listView(
          call,
          'projects',
          found.map((project) => projectView(call, project)),
        ),
      );
    }),
    route('POST', '/v3/projects', (call) => create(keys, call)),
    route('GET', '/v3/projects/:id', (call, { id }) => {
      if (!requireAdmin(keys, call, 'get_project', (token) => isIn(token, id))) return;
      const project = directory.project(id);
      if (!project) return notFound(call, 'project', id);
      sendJson(call, 200, { project: projectView(call, project) });
    }),
    route('PATCH', '/v3/projects/:id', (call, { id }) => update(keys, call, id)),
    route('DELETE', '/v3/projects/:id', (call, { id }) => {
      if (!requireAdmin(keys, call, 'delete_project')) return;
      if (!directory.deleteProject(id)) return notFound(call, 'project', id);
      sendEmpty(call, 204);
    }),
  ];
}

async function create(keys: KeystoneContext, call: Call): Promise<void> {
  if (!requireAdmin(keys, call, 'create_project')) return;
  const body = await requireBodyObject(call, 'project');
  if (!body) return;
  const complaint = validateName(body.name, 64);
  if (complaint) return badRequest(call, complaint);
  const name = String(body.name).trim();
  const domainId = textAt(body, 'domain_id') ?? defaultDomainId;
  if (!keys.directory.domains().some(({ id }) => id === domainId))
    return badRequest(call, `Could not find domain: ${domainId}.`);
  const blank: Project = { id: newId(), name, domainId, description: '', enabled: true, tags: [] };
  save(keys, call, 201, changed(blank, body));
}

async function update(keys: KeystoneContext, call: Call, id: string): Promise<void> {
  if (!requireAdmin(keys, call, 'update_project')) return;
  const project = keys.directory.project(id);
  if (!project) return notFound(call, 'project', id);
  const body = await requireBodyObject(call, 'project');
  if (body) save(keys, call, 200, changed(project, body));
}

function save(keys: KeystoneContext, call: Call, status: number, project: Project): void {
  const holder = keys.directory.projectByName(project.domainId, project.name);
  if (holder && holder.id !== project.id) {
    sendFault(
      call,
      409,
      `Conflict occurred attempting to store project - it is not permitted to have two projects with either the same name or same id in the same domain: name is ${project.name}, project id ${holder.id}.`,
    );
    return;
  }
  keys.directory.putProject(project);
  sendJson(call, status, { project: { ...projectView(call, project), ...(status === 200 ? { extra: {} } : {}) } });
}

function changed(project: Project, body: JsonObject): Project {
  return {
    ...project,
    name: textAt(body, 'name') ?? project.name,
    description: textAt(body, 'description') ?? project.description,
    enabled: typeof body.enabled === 'boolean' ? body.enabled : project.enabled,
    tags: Array.isArray(body.tags) ? body.tags.filter((tag) => typeof tag === 'string') : project.tags,
  };
}

function wanted(project: Project, query: URLSearchParams): boolean {
  return (
    (query.get('name') ?? project.name) === project.name &&
    (query.get('domain_id') ?? project.domainId) === project.domainId &&
    (!query.has('enabled') || (query.get('enabled')?.toLowerCase() !== 'false') === project.enabled)
  );
}

/** Returns whether the token is for this project. Other projects of the same user do not count. */
function isIn({ scope }: LiveToken, projectId: string): boolean {
  return scope.kind === 'project' && scope.project.id === projectId;
}
