import type { CloudProfile, ConceptSpelling } from '@console/cloud-profiles';
import {
  type HardwareConcept,
  hardwareConcepts,
  type ImageDraft,
  type ImageStatus,
  type Visibility,
} from '@console/image-model';

/** Keys that Glance can sort by. */
export type ImageSortKey =
  | 'name'
  | 'status'
  | 'container_format'
  | 'disk_format'
  | 'size'
  | 'id'
  | 'created_at'
  | 'updated_at';

/** A bound of a time, of which Glance accepts one for each time. `at` is ISO 8601, UTC. */
export interface TimeBound {
  readonly is: 'gt' | 'gte' | 'lt' | 'lte';
  readonly at: string;
}

/** Filters and paging of `GET /v2/images`. Texts match exactly and with regard to case. */
export interface ImageListQuery {
  /** Images of one page; the cloud's maximum limits it (1,000 by Glance's default). */
  readonly limit?: number | undefined;
  /** Id of the last image of the previous page. */
  readonly marker?: string | undefined;
  readonly sort?: { readonly key: ImageSortKey; readonly direction: 'asc' | 'desc' } | undefined;
  /** A list matches any of its values. */
  readonly name?: string | readonly string[] | undefined;
  readonly id?: string | readonly string[] | undefined;
  readonly status?: ImageStatus | readonly ImageStatus[] | undefined;
  readonly diskFormat?: string | readonly string[] | undefined;
  /** Without it, Glance omits the community images of other projects. */
  readonly visibility?: Visibility | 'all' | undefined;
  /** Only with visibility `shared`: the project's answer to the images shared with it. */
  readonly memberStatus?: 'pending' | 'accepted' | 'rejected' | 'all' | undefined;
  /** An image must have all of them. */
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
  /** Matches only images that use the name and spelling which the profile writes; see `canFilter`. */
  readonly hardware?: Pick<ImageDraft, HardwareConcept> | undefined;
  /** Further properties by their wire names. */
  readonly properties?: Readonly<Record<string, string>> | undefined;
}

/** Query string of `GET /v2/images`. */
export function encodeListQuery(query: ImageListQuery, profile: CloudProfile): URLSearchParams {
  const parameters: Readonly<Record<string, string | number | boolean | undefined>> = {
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
    created_at: timeBound(query.createdAt),
    updated_at: timeBound(query.updatedAt),
    os_hidden: query.isHidden,
    protected: query.isProtected,
    owner: query.owner,
    ...hardwareFilters(query, profile),
    ...query.properties,
  };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) search.set(name, String(value));
  for (const tag of query.tags ?? []) search.append('tag', tag);
  return search;
}

/** Whether Glance can filter by the value: not when a property's absence means it. */
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
  // An image without the property also has the value of `absent`, and Glance cannot find it.
  if (name === undefined || typeof text !== 'string' || spelling?.absent === String(value)) return null;
  return { name, text };
}

/** Several values, and a value that Glance would read as an operator, need `in:` and quotes. */
function anyOf(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined || (typeof value === 'string' && !value.includes(':'))) return value;
  const values = typeof value === 'string' ? [value] : value;
  if (values.length === 0) return undefined;
  const [only] = values;
  if (values.length === 1 && only !== undefined && !only.includes(':')) return only;
  return `in:${values.map((each) => (/[,":\s]/.test(each) ? `"${each.replaceAll('"', '\\"')}"` : each)).join(',')}`;
}

function timeBound(time: TimeBound | undefined): string | undefined {
  return time === undefined ? undefined : `${time.is}:${time.at}`;
}
