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

/** Every address of the image service; fixed segments stand before parameters. */
export function imageRoutes(glance: Glance, identity: Identity): readonly Route[] {
  const guarded = <const Path extends string>(
    method: string,
    path: Path,
    handler: (ask: GlanceRequest, params: Params<Path>) => void | Promise<void>,
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

    guarded('GET', '/v2/images', (ask) => listImages(ask)),
    guarded('POST', '/v2/images', (ask) => createImage(ask)),
    guarded('GET', '/v2/images/:id', (ask, { id }) => showImage(ask, id)),
    guarded('PATCH', '/v2/images/:id', (ask, { id }) => patchImage(ask, id)),
    guarded('DELETE', '/v2/images/:id', (ask, { id }) => deleteImage(ask, id)),
    guarded('PUT', '/v2/images/:id/file', (ask, { id }) => uploadData(ask, id)),
    guarded('GET', '/v2/images/:id/file', (ask, { id }) => downloadData(ask, id)),
    guarded('PUT', '/v2/images/:id/stage', (ask, { id }) => stageData(ask, id)),
    guarded('POST', '/v2/images/:id/import', (ask, { id }) => startImport(ask, id)),
    guarded('GET', '/v2/images/:id/tasks', (ask, { id }) => listImageTasks(ask, id)),
    guarded('POST', '/v2/images/:id/actions/deactivate', (ask, { id }) => changeActivation(ask, id, 'deactivate')),
    guarded('POST', '/v2/images/:id/actions/reactivate', (ask, { id }) => changeActivation(ask, id, 'reactivate')),
    guarded('PUT', '/v2/images/:id/tags/:tag', (ask, { id, tag }) => putTag(ask, id, tag)),
    guarded('DELETE', '/v2/images/:id/tags/:tag', (ask, { id, tag }) => deleteTag(ask, id, tag)),

    guarded('GET', '/v2/images/:id/members', (ask, { id }) => members.listMembers(ask, id)),
    guarded('POST', '/v2/images/:id/members', (ask, { id }) => members.addMember(ask, id)),
    guarded('GET', '/v2/images/:id/members/:member', (ask, { id, member }) => members.showMember(ask, id, member)),
    guarded('PUT', '/v2/images/:id/members/:member', (ask, { id, member }) =>
      members.answerMembership(ask, id, member),
    ),
    guarded('DELETE', '/v2/images/:id/members/:member', (ask, { id, member }) => members.removeMember(ask, id, member)),

    guarded('GET', '/v2/stores/available', (ask) => discovery.showAvailableStores(ask)),
    guarded('DELETE', '/v2/stores/:store/:image', (ask, { store, image }) => deleteFromStore(ask, store, image)),
    guarded('GET', '/v2/tasks', (ask) => listTasks(ask)),
    guarded('GET', '/v2/tasks/:id', (ask, { id }) => showTask(ask, id)),
    guarded('DELETE', '/v2/tasks/:id', (ask) => refuseTaskRemoval(ask)),
    guarded('GET', '/v2/info/import', (ask) => discovery.showImportMethods(ask)),
    guarded('GET', '/v2/info/stores', (ask) => discovery.showStores(ask)),
    guarded('GET', '/v2/info/stores/detail', (ask) => discovery.showStoresDetail(ask)),
    guarded('GET', '/v2/info/usage', (ask) => discovery.showUsage(ask)),
    guarded('GET', '/v2/cache', ({ caller }) => {
      enforcePolicy('cache_list', caller);
      throw notFound();
    }),

    guarded('GET', '/v2/schemas/:name', (ask, { name }) => showSchema(ask, name)),
    guarded('GET', '/v2/schemas/metadefs/:name', (ask, { name }) => showSchema(ask, `metadefs/${name}`)),
    guarded('GET', '/v2/metadefs/namespaces', (ask) => metadefs.listNamespaces(ask)),
    guarded('POST', '/v2/metadefs/namespaces', (ask) => metadefs.createNamespace(ask)),
    guarded('GET', '/v2/metadefs/namespaces/:name', (ask, { name }) => metadefs.showNamespace(ask, name)),
    guarded('GET', '/v2/metadefs/namespaces/:name/properties', (ask, { name }) => metadefs.listProperties(ask, name)),
    guarded('GET', '/v2/metadefs/namespaces/:name/properties/:property', (ask, { name, property }) =>
      metadefs.showProperty(ask, name, property),
    ),
    guarded('GET', '/v2/metadefs/namespaces/:name/tags', (ask, { name }) => metadefs.listTags(ask, name)),
    guarded('GET', '/v2/metadefs/namespaces/:name/objects', (ask, { name }) => metadefs.listObjects(ask, name)),
    guarded('GET', '/v2/metadefs/namespaces/:name/resource_types', (ask, { name }) =>
      metadefs.listAssociations(ask, name),
    ),
    guarded('GET', '/v2/metadefs/resource_types', (ask) => metadefs.listResourceTypes(ask)),
  ];
}
