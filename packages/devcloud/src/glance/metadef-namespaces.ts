import { readFileSync } from 'node:fs';
import { sendJson } from '../kernel/send-response.ts';
import type { Caller } from '../kernel/service.ts';
import { enforcePolicy, policyAllows } from './enforce-policy.ts';
import type { GlanceRequest } from './glance.ts';
import { crashed, methodNotAllowed, notFound } from './glance-fault.ts';
import { pageAddress, readLimit } from './list-images.ts';

interface Association {
  readonly name: string;
  readonly prefix?: string;
  readonly properties_target?: string;
}

interface Namespace {
  readonly namespace: string;
  readonly display_name?: string;
  readonly description?: string;
  readonly visibility?: 'public' | 'private';
  readonly protected?: boolean;
  readonly resource_type_associations?: readonly Association[];
  readonly properties?: Readonly<Record<string, object>>;
}

const FILE: { readonly namespaces: readonly Namespace[] } = JSON.parse(
  readFileSync(new URL('./metadefs.json', import.meta.url), 'utf8'),
);
const NAMESPACES = FILE.namespaces;
const LOADED_AT = '2026-01-01T00:00:00Z';
const ROOT = '/v2/metadefs/namespaces';

/** GET /v2/metadefs/namespaces */
export function listNamespaces({ call, caller }: GlanceRequest): void {
  requireReader(caller);
  const limit = readPageSize(call.query.get('limit'));
  const visibility = call.query.get('visibility');
  const types = (call.query.get('resource_types') ?? '').split(',').filter((type) => type !== '');
  const fitting = NAMESPACES.filter(
    (one) =>
      (types.length === 0 || associationsOf(one).some(({ name }) => types.includes(name))) &&
      (visibility === null || visibility === (one.visibility ?? 'public')),
  );
  const marker = call.query.get('marker');
  const markerAt = fitting.findIndex((one) => one.namespace === marker);
  if (marker !== null && markerAt === -1) throw notFound(missing(marker));
  const page = fitting.slice(markerAt + 1, markerAt + 1 + limit);
  const last = page.length === limit ? page.at(-1) : undefined;
  sendJson(call, 200, {
    first: pageAddress(ROOT, call.query),
    namespaces: page.map((one) => ({ ...headJson(one), resource_type_associations: associationsJson(one) })),
    schema: '/v2/schemas/metadefs/namespaces',
    ...(last ? { next: pageAddress(ROOT, call.query, last.namespace) } : {}),
  });
}

/** GET /v2/metadefs/namespaces/{namespace}. `?resource_type=` prepends the type's prefix to each property. */
export function showNamespace(request: GlanceRequest, name: string): void {
  const one = requireNamespace(request, name);
  const type = request.call.query.get('resource_type');
  const prefix = associationsOf(one).find((association) => association.name === type)?.prefix ?? '';
  const properties = Object.entries(one.properties ?? {}).map(([key, value]) => [prefix + key, value]);
  sendJson(request.call, 200, {
    ...headJson(one),
    resource_type_associations: associationsJson(one),
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
  });
}

/** GET /v2/metadefs/namespaces/{namespace}/properties */
export function listProperties(request: GlanceRequest, name: string): void {
  sendJson(request.call, 200, { properties: requireNamespace(request, name).properties ?? {} });
}

/** GET /v2/metadefs/namespaces/{namespace}/properties/{property}. This response also contains the property's name. */
export function showProperty(request: GlanceRequest, name: string, property: string): void {
  const found = requireNamespace(request, name).properties?.[property];
  if (!found) throw notFound(`Could not find property ${property}`);
  sendJson(request.call, 200, { name: property, ...found });
}

/** GET /v2/metadefs/namespaces/{namespace}/resource_types */
export function listAssociations(request: GlanceRequest, name: string): void {
  sendJson(request.call, 200, { resource_type_associations: associationsJson(requireNamespace(request, name)) });
}

/** GET /v2/metadefs/namespaces/{namespace}/objects. The namespaces of this cloud have none. */
export function listObjects(request: GlanceRequest, name: string): void {
  requireNamespace(request, name);
  sendJson(request.call, 200, { objects: [], schema: 'v2/schemas/metadefs/objects' });
}

/** GET /v2/metadefs/namespaces/{namespace}/tags. The namespaces of this cloud have none. */
export function listTags(request: GlanceRequest, name: string): void {
  requireNamespace(request, name);
  sendJson(request.call, 200, { tags: [] });
}

/** GET /v2/metadefs/resource_types */
export function listResourceTypes({ call, caller }: GlanceRequest): void {
  requireReader(caller);
  const names = [...new Set(NAMESPACES.flatMap((one) => associationsOf(one).map(({ name }) => name)))];
  sendJson(call, 200, {
    resource_types: names.map((name) => ({ name, created_at: LOADED_AT })),
  });
}

/** POST /v2/metadefs/namespaces. Always refused, because the definitions of this cloud are fixed. */
export function createNamespace({ call, caller }: GlanceRequest): void {
  enforcePolicy('add_metadef_namespace', caller);
  throw methodNotAllowed(call.method, ['GET']);
}

function requireNamespace({ caller }: GlanceRequest, name: string): Namespace {
  const found = NAMESPACES.find((one) => one.namespace === name);
  if (!found) throw notFound(missing(name));
  if (!policyAllows('get_metadef_namespace', caller)) throw notFound();
  return found;
}

/** Throws 404 instead of 403 for a caller who may not read the definitions. */
function requireReader(caller: Caller): void {
  if (!policyAllows('get_metadef_namespaces', caller)) throw notFound();
}

/** Parses the page size as for images, but text that is not a number is a 500, as in Glance. */
function readPageSize(text: string | null): number {
  if (text !== null && !/^\s*[+-]?\d+\s*$/.test(text)) throw crashed();
  return readLimit(text);
}

const missing = (name: string): string => `Metadata definition namespace=${name} was not found.`;

function associationsOf(one: Namespace): readonly Association[] {
  return one.resource_type_associations ?? [];
}

function associationsJson(one: Namespace): readonly object[] {
  return associationsOf(one).map((association) => ({ ...association, created_at: LOADED_AT }));
}

function headJson(one: Namespace): Record<string, unknown> {
  return {
    namespace: one.namespace,
    display_name: one.display_name,
    description: one.description,
    visibility: one.visibility ?? 'public',
    protected: one.protected ?? false,
    owner: 'admin',
    created_at: LOADED_AT,
    self: `${ROOT}/${one.namespace}`,
    schema: '/v2/schemas/metadefs/namespace',
  };
}
