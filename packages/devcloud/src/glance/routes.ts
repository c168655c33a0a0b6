import { type Params, type Route, route } from '../kernel/router.ts';
import type { Call, Identity } from '../kernel/service.ts';
import { changeActivation } from './activation.ts';
import { createImage } from './create-image.ts';
import { deleteFromStore, deleteImage } from './delete-image.ts';
import { downloadData } from './download-data.ts';
import { enforcePolicy } from './enforce-policy.ts';
import type { Glance, GlanceRequest } from './glance.ts';
import { notFound, unauthorized } from './glance-fault.ts';
import { listImages, showImage } from './list-images.ts';
import * as members from './members.ts';
import * as metadefs from './metadef-namespaces.ts';
import { patchImage } from './patch-image.ts';
import { showSchema } from './schemas.ts';
import * as discovery from './show-service.ts';
import { startImport } from './start-import.ts';
import { deleteTag, putTag } from './tags.ts';
import { listImageTasks, listTasks, refuseTaskRemoval, showTask } from './tasks.ts';
import { stageData, uploadData } from './upload-data.ts';

/** Throws 401 without a valid token. */
export function glanceRequestOf(glance: Glance, identity: Identity, call: Call): GlanceRequest {
  const token = call.req.headers['x-auth-token'];
  const caller = identity.authenticate(typeof token === 'string' ? token : undefined);
  if (!caller) throw unauthorized(`${call.origin}/identity/v3`);
  return { glance, call, caller };
}

/** All routes of the image service. Routes with fixed segments come before routes with parameters. */
export function imageRoutes(glance: Glance, identity: Identity): readonly Route[] {
  const guarded = <const Path extends string>(
    method: string,
    path: Path,
    handler: (request: GlanceRequest, params: Params<Path>) => void | Promise<void>,
  ): Route => route(method, path, (call, params) => handler(glanceRequestOf(glance, identity, call), params));

  return [
    route('GET', '/', (call) => discovery.showVersions(call, 300)),
    route('GET', '', (call) => discovery.showVersions(call, 300)),
    route('GET', '/versions', (call) => discovery.showVersions(call, 200)),
    route('GET', '/healthcheck', (call) => discovery.showHealth(call)),
    route('HEAD', '/healthcheck', (call) => discovery.showAlive(call)),
    guarded('GET', '/v2', ({ call }) => {
      call.res.writeHead(302, { Location: `${call.baseUrl}/v2/`, 'Content-Length': '0' }).end();
    }),

    guarded('GET', '/v2/images', (request) => listImages(request)),
    guarded('POST', '/v2/images', (request) => createImage(request)),
    guarded('GET', '/v2/images/:id', (request, { id }) => showImage(request, id)),
    guarded('PATCH', '/v2/images/:id', (request, { id }) => patchImage(request, id)),
    guarded('DELETE', '/v2/images/:id', (request, { id }) => deleteImage(request, id)),
    guarded('PUT', '/v2/images/:id/file', (request, { id }) => uploadData(request, id)),
    guarded('GET', '/v2/images/:id/file', (request, { id }) => downloadData(request, id)),
    guarded('PUT', '/v2/images/:id/stage', (request, { id }) => stageData(request, id)),
    guarded('POST', '/v2/images/:id/import', (request, { id }) => startImport(request, id)),
    guarded('GET', '/v2/images/:id/tasks', (request, { id }) => listImageTasks(request, id)),
    guarded('POST', '/v2/images/:id/actions/deactivate', (request, { id }) =>
      changeActivation(request, id, 'deactivate'),
    ),
    guarded('POST', '/v2/images/:id/actions/reactivate', (request, { id }) =>
      changeActivation(request, id, 'reactivate'),
    ),
    guarded('PUT', '/v2/images/:id/tags/:tag', (request, { id, tag }) => putTag(request, id, tag)),
    guarded('DELETE', '/v2/images/:id/tags/:tag', (request, { id, tag }) => deleteTag(request, id, tag)),

    guarded('GET', '/v2/images/:id/members', (request, { id }) => members.listMembers(request, id)),
    guarded('POST', '/v2/images/:id/members', (request, { id }) => members.addMember(request, id)),
    guarded('GET', '/v2/images/:id/members/:member', (request, { id, member }) =>
      members.showMember(request, id, member),
    ),
    guarded('PUT', '/v2/images/:id/members/:member', (request, { id, member }) =>
      members.answerMembership(request, id, member),
    ),
    guarded('DELETE', '/v2/images/:id/members/:member', (request, { id, member }) =>
      members.removeMember(request, id, member),
    ),

    guarded('GET', '/v2/stores/available', (request) => discovery.showAvailableStores(request)),
    guarded('DELETE', '/v2/stores/:store/:image', (request, { store, image }) =>
      deleteFromStore(request, store, image),
    ),
    guarded('GET', '/v2/tasks', (request) => listTasks(request)),
    guarded('GET', '/v2/tasks/:id', (request, { id }) => showTask(request, id)),
    guarded('DELETE', '/v2/tasks/:id', (request) => refuseTaskRemoval(request)),
    guarded('GET', '/v2/info/import', (request) => discovery.showImportMethods(request)),
    guarded('GET', '/v2/info/stores', (request) => discovery.showStores(request)),
    guarded('GET', '/v2/info/stores/detail', (request) => discovery.showStoresDetail(request)),
    guarded('GET', '/v2/info/usage', (request) => discovery.showUsage(request)),
    guarded('GET', '/v2/cache', ({ caller }) => {
      enforcePolicy('cache_list', caller);
      throw notFound();
    }),

    guarded('GET', '/v2/schemas/:name', (request, { name }) => showSchema(request, name)),
    guarded('GET', '/v2/schemas/metadefs/:name', (request, { name }) => showSchema(request, `metadefs/${name}`)),
    guarded('GET', '/v2/metadefs/namespaces', (request) => metadefs.listNamespaces(request)),
    guarded('POST', '/v2/metadefs/namespaces', (request) => metadefs.createNamespace(request)),
    guarded('GET', '/v2/metadefs/namespaces/:name', (request, { name }) => metadefs.showNamespace(request, name)),
    guarded('GET', '/v2/metadefs/namespaces/:name/properties', (request, { name }) =>
      metadefs.listProperties(request, name),
    ),
    guarded('GET', '/v2/metadefs/namespaces/:name/properties/:property', (request, { name, property }) =>
      metadefs.showProperty(request, name, property),
    ),
    guarded('GET', '/v2/metadefs/namespaces/:name/tags', (request, { name }) => metadefs.listTags(request, name)),
    guarded('GET', '/v2/metadefs/namespaces/:name/objects', (request, { name }) => metadefs.listObjects(request, name)),
    guarded('GET', '/v2/metadefs/namespaces/:name/resource_types', (request, { name }) =>
      metadefs.listAssociations(request, name),
    ),
    guarded('GET', '/v2/metadefs/resource_types', (request) => metadefs.listResourceTypes(request)),
  ];
}
