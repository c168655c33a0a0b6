import { sendEmpty, sendJson, sendResponse } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { enforcePolicy } from './enforce-policy.ts';
import { type GlanceRequest, IMPORT_METHODS, STORES } from './glance.ts';
import { preferredForm } from './glance-fault.ts';

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

/** Responses that no API pipeline has produced carry no request id. */
export function withoutId(call: Call): void {
  call.res.removeHeader('x-openstack-request-id');
}

/** GET /versions answers 200. GET of any address outside /v2 answers 300 with the same body. */
export function showVersions(call: Call, status: 200 | 300): void {
  withoutId(call);
  const versions = VERSIONS.map((version, i) => ({
    id: `v${version}`,
    status: i === 0 ? 'CURRENT' : 'SUPPORTED',
    links: [{ rel: 'self', href: `${call.baseUrl}/v2/` }],
  }));
  sendJson(call, status, { versions });
}

const HEALTH_PAGE =
  '<HTML>\n<HEAD><TITLE>Healthcheck Status</TITLE></HEAD>\n<BODY>\n\n<H2>Result of 1 checks:</H2>\n' +
  '<TABLE bgcolor="#ffffff" border="1">\n<TBODY>\n<TR>\n\n<TH>\nReason\n</TH>\n</TR>\n<TR>\n\n    <TD>OK</TD>\n\n' +
  '</TR>\n</TBODY>\n</TABLE>\n<HR></HR>\n\n</BODY>\n</HTML>';

/** GET /healthcheck. Answers in the first supported form that Accept names, as text by default. */
export function showHealth(call: Call): void {
  withoutId(call);
  const accept = call.req.headers.accept ?? '';
  const form = preferredForm(accept);
  if (form === 'json') sendJson(call, 200, { detailed: false, reasons: ['OK'] });
  else if (accept.includes('text/html')) sendResponse(call, 200, HEALTH_PAGE, 'text/html; charset=UTF-8');
  else sendResponse(call, 200, 'OK', 'text/plain; charset=UTF-8');
}

/** HEAD /healthcheck */
export function showAlive(call: Call): void {
  withoutId(call);
  sendEmpty(call, 204);
}

/** OPTIONS of any address, with or without a token. */
export function showOptions(call: Call): void {
  withoutId(call);
  sendEmpty(call, 200);
}

/** GET /v2/info/import */
export function showImportMethods({ call }: GlanceRequest): void {
  sendJson(call, 200, {
    'import-methods': { description: 'Import methods available.', type: 'array', value: IMPORT_METHODS },
  });
}

const listed = STORES.map((store, i) => ({ ...store, ...(i === 0 ? { default: 'true' } : {}) }));

/** GET /v2/info/stores */
export function showStores({ call }: GlanceRequest): void {
  sendJson(call, 200, { stores: listed });
}

/** GET /v2/info/stores/detail, for admins. */
export function showStoresDetail({ glance, call, caller }: GlanceRequest): void {
  enforcePolicy('stores_info_detail', caller);
  const stores = listed.map((store) => ({
    ...store,
    type: 'file',
    properties: { data_dir: glance.files.path(store.id, ''), chunk_size: 65536, thin_provisioning: false },
  }));
  sendJson(call, 200, { stores });
}

/** GET /v2/stores/available. Only ECF's cloud has this address. */
export function showAvailableStores({ call }: GlanceRequest): void {
  sendJson(call, 200, { stores: STORES.map(({ id }, i) => ({ id, default: i === 0 })) });
}

/** GET /v2/info/usage */
export function showUsage({ glance, call, caller }: GlanceRequest): void {
  sendJson(call, 200, { usage: glance.limits.usage(caller.projectId) });
}
