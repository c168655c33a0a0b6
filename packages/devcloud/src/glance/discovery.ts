import { json, send } from '../kernel/respond.ts';
import type { Call } from '../kernel/types.ts';
import { preferredForm } from './errors.ts';
import { type Ask, IMPORT_METHODS, STORES } from './glance.ts';
import { enforce } from './policy.ts';

const VERSIONS = [
  '2.15',
  '2.13',
  '2.12',
  '2.11',
  '2.10',
  '2.9',
  '2.8',
  '2.7',
  '2.6',
  '2.5',
  '2.4',
  '2.3',
  '2.2',
  '2.1',
  '2.0',
];

/** GET / is 300, GET /versions 200, with the same text. */
export function showVersions(call: Call, status: 200 | 300): void {
  const versions = VERSIONS.map((version, i) => ({
    id: `v${version}`,
    status: i === 0 ? 'CURRENT' : 'SUPPORTED',
    links: [{ rel: 'self', href: `${call.baseUrl}/v2/` }],
  }));
  json(call, status, { versions });
}

/** GET /healthcheck */
export function showHealth(call: Call): void {
  if (preferredForm(call.req.headers.accept) === 'json') {
    json(call, 200, { detailed: false, reasons: ['OK'] });
  } else {
    send(call, 200, 'OK', 'text/plain; charset=UTF-8');
  }
}

/** GET /v2/info/import */
export function showImportMethods({ call }: Ask): void {
  json(call, 200, {
    'import-methods': { description: 'Import methods available.', type: 'array', value: IMPORT_METHODS },
  });
}

const listed = STORES.map((store, i) => ({ ...store, ...(i === 0 ? { default: 'true' } : {}) }));

/** GET /v2/info/stores */
export function showStores({ call }: Ask): void {
  json(call, 200, { stores: listed });
}

/** GET /v2/info/stores/detail, for admins. */
export function showStoresDetail({ glance, call, caller }: Ask): void {
  enforce('stores_info_detail', caller);
  const stores = listed.map((store) => ({
    ...store,
    type: 'file',
    properties: { data_dir: glance.files.path(store.id, ''), chunk_size: 65536, thin_provisioning: false },
  }));
  json(call, 200, { stores });
}

/** GET /v2/stores/available: ECF's own way to ask for the stores. */
export function showAvailableStores({ call }: Ask): void {
  json(call, 200, { stores: STORES.map(({ id }, i) => ({ id, default: i === 0 })) });
}

/** GET /v2/info/usage */
export function showUsage({ glance, call, caller }: Ask): void {
  json(call, 200, { usage: glance.limits.usage(caller.projectId) });
}
