import type { CloudProfile, ConceptSpelling } from '@console/cloud-profiles';
import {
  type HardwareConcept,
  hardwareConcepts,
  type ImageDraft,
  type ImageStatus,
  type Visibility,
} from '@console/image-model';

/** What Glance can sort by. */
export const imageSortKeys = [
  'name',
  'status',
  'container_format',
  'disk_format',
  'size',
  'id',
  'created_at',
  'updated_at',
] as const;
export type ImageSortKey = (typeof imageSortKeys)[number];

/** One bound: of two for the same time Glance keeps only one. `at` is ISO 8601, UTC. */
export interface TimeBound {
  readonly is: 'gt' | 'gte' | 'lt' | 'lte';
  readonly at: string;
}

/** What can be asked of `GET /v2/images`. Every text matches exactly, and by case. */
export interface ImageListQuery {
  /** Images a page; the cloud's own maximum (1000 on Glance) cuts it. */
  readonly limit?: number | undefined;
  /** Id of the last image of the page before. */
  readonly marker?: string | undefined;
  readonly sort?: { readonly key: ImageSortKey; readonly direction: 'asc' | 'desc' } | undefined;
  /** A list means any of them. */
  readonly name?: string | readonly string[] | undefined;
  readonly id?: string | readonly string[] | undefined;
  readonly status?: ImageStatus | readonly ImageStatus[] | undefined;
  readonly diskFormat?: string | readonly string[] | undefined;
  /** Without it the cloud leaves out others' community images. */
  readonly visibility?: Visibility | 'all' | undefined;
  /** Only with visibility `shared`: images shared with this project, by its answer. */
  readonly memberStatus?: 'pending' | 'accepted' | 'rejected' | 'all' | undefined;
  /** All of them. */
  readonly tags?: readonly string[] | undefined;
  /** Bytes. */
  readonly sizeMin?: number | undefined;
  readonly sizeMax?: number | undefined;
  readonly createdAt?: TimeBound | undefined;
  readonly updatedAt?: TimeBound | undefined;
  readonly isHidden?: boolean | undefined;
  readonly isProtected?: boolean | undefined;
  /** Project id. */
  readonly owner?: string | undefined;
  /** By the name and spelling the profile writes, so images that spell it otherwise are not found; see `canFilter`. */
  readonly hardware?: Pick<ImageDraft, HardwareConcept> | undefined;
  /** Further properties by their wire names. */
  readonly properties?: Readonly<Record<string, string>> | undefined;
}

/** Query of `GET /v2/images`. Nothing is sent for what the question leaves open. */
export function encodeListQuery(query: ImageListQuery, profile: CloudProfile): URLSearchParams {
  const single: Readonly<Record<string, string | number | boolean | undefined>> = {
    limit: query.limit,
    marker: query.marker,
    sort_key: query.sort?.key,
    sort_dir: query.sort?.direction,
    name: anyOf(query.name),
    id: anyOf(query.id),
    status: anyOf(query.status),
    disk_format: anyOf(query.diskFormat),
    visibility: query.visibility,
    member_status: query.visibility === 'shared' ? query.memberStatus : undefined,
    size_min: query.sizeMin,
    size_max: query.sizeMax,
    created_at: bound(query.createdAt),
    updated_at: bound(query.updatedAt),
    os_hidden: query.isHidden,
    protected: query.isProtected,
    owner: query.owner,
    ...hardwareFilters(query, profile),
    ...query.properties,
  };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(single)) if (value !== undefined) parameters.set(name, String(value));
  for (const tag of query.tags ?? []) parameters.append('tag', tag);
  return parameters;
}

/** Whether the cloud itself can be asked for a value: not when it is spelled by a property's absence. */
export function canFilter(profile: CloudProfile, concept: HardwareConcept, value: string | boolean): boolean {
  return filterOf(profile, concept, value) !== null;
}

function hardwareFilters(query: ImageListQuery, profile: CloudProfile): Record<string, string> {
  const filters: Record<string, string> = {};
  for (const concept of hardwareConcepts) {
    const value = query.hardware?.[concept];
    const filter = value === undefined ? null : filterOf(profile, concept, value);
    if (filter !== null) filters[filter.name] = filter.text;
  }
  return filters;
}

function filterOf(profile: CloudProfile, concept: HardwareConcept, value: string | boolean) {
  const spelling: ConceptSpelling | undefined = profile.concepts[concept];
  const name = spelling?.write ?? spelling?.read[0];
  const text = spelling?.values[String(value)];
  // A value that absence also stands for would be found in part only.
  if (name === undefined || typeof text !== 'string' || spelling?.absent === String(value)) return null;
  return { name, text };
}

/** One value as it is; several, or one that Glance would take for an operator, as `in:` with quotes. */
function anyOf(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined || (typeof value === 'string' && !value.includes(':'))) return value;
  const values = typeof value === 'string' ? [value] : value;
  if (values.length === 0) return undefined;
  const [only] = values;
  if (values.length === 1 && only !== undefined && !only.includes(':')) return only;
  return `in:${values.map((one) => (/[,":\s]/.test(one) ? `"${one.replaceAll('"', '\\"')}"` : one)).join(',')}`;
}

function bound(time: TimeBound | undefined): string | undefined {
  return time === undefined ? undefined : `${time.is}:${time.at}`;
}
