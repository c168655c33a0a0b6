import type { Visibility } from '@console/image-model';

/** Filters and paging of `GET /v2/images`. Texts match exactly and with regard to case. */
export interface ImageListQuery {
  /** Images of one page; the cloud's maximum limits it (1,000 by Glance's default). */
  readonly limit?: number | undefined;
  /** Id of the last image of the previous page. */
  readonly marker?: string | undefined;
  readonly name?: string | undefined;
  /** Matches any of the ids. */
  readonly id?: readonly string[] | undefined;
  /** Without it, Glance omits the community images of other projects. */
  readonly visibility?: Visibility | 'all' | undefined;
  /** Only with visibility `shared`: the project's answer to the images shared with it. */
  readonly memberStatus?: 'pending' | 'accepted' | 'rejected' | 'all' | undefined;
  /** Bytes. */
  readonly sizeMin?: number | undefined;
  readonly sizeMax?: number | undefined;
  readonly isHidden?: boolean | undefined;
  /** Further attributes and properties by their wire names. */
  readonly properties?: Readonly<Record<string, string>> | undefined;
}

/** Query string of `GET /v2/images`. */
export function encodeListQuery(query: ImageListQuery): URLSearchParams {
  const parameters: Readonly<Record<string, string | number | boolean | undefined>> = {
    limit: query.limit,
    marker: query.marker,
    name: anyOf(query.name === undefined ? [] : [query.name]),
    id: anyOf(query.id ?? []),
    visibility: query.visibility,
    member_status: query.visibility === 'shared' ? query.memberStatus : undefined,
    size_min: query.sizeMin,
    size_max: query.sizeMax,
    os_hidden: query.isHidden,
    ...query.properties,
  };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) search.set(name, String(value));
  return search;
}

/** Several values, and a value that Glance would read as an operator (`neq:x`), need `in:` and quotes. */
function anyOf(values: readonly string[]): string | undefined {
  const [first] = values;
  if (values.length <= 1 && first?.includes(':') !== true) return first;
  return `in:${values.map(quoted).join(',')}`;
}

const quoted = (text: string): string => (/[,":\s]/.test(text) ? `"${text.replaceAll('"', '\\"')}"` : text);
