export type Service = 'identity' | 'image' | 'volume';

/** What a cloud's answers say other than they did. */
export interface Rewriting {
  /** Services that the catalog does not have. */
  readonly without?: readonly Service[];
  /** By how much the cloud's clock is ahead, ms. */
  readonly clockAheadMs?: number;
}

interface Entry {
  readonly type: string;
  readonly endpoints: readonly { readonly url: string }[];
}

/** How the services are called in catalogs. */
const serviceOf: Readonly<Record<string, Service>> = {
  identity: 'identity',
  image: 'image',
  volumev3: 'volume',
  'block-storage': 'volume',
  volume: 'volume',
};

type Moves = Readonly<Record<string, { readonly from: string; readonly to: string }>>;

/** A JSON answer of the cloud, with the services of its catalog moved to other origins. */
export function rewritten(text: string, moves: Moves, { without = [], clockAheadMs = 0 }: Rewriting): string {
  const shifted = clockAheadMs === 0 ? text : text.replaceAll(timestamp, (at) => shift(at, clockAheadMs));
  const body = shifted.includes('"catalog"') ? (JSON.parse(shifted) as { token?: { catalog?: readonly Entry[] } }) : {};
  const catalog = body.token?.catalog;
  if (catalog === undefined) return shifted;
  const moved = catalog.flatMap((entry) => {
    const service = serviceOf[entry.type];
    const move = service === undefined || without.includes(service) ? undefined : moves[service];
    return move === undefined ? [] : [movedTo(entry, move)];
  });
  return JSON.stringify({ ...body, token: { ...body.token, catalog: moved } });
}

/** Endpoints elsewhere, of another region for example, are left out: the front does not lead there. */
function movedTo(entry: Entry, { from, to }: { readonly from: string; readonly to: string }): Entry {
  const endpoints = entry.endpoints
    .filter(({ url }) => url.startsWith(from))
    .map((endpoint) => ({ ...endpoint, url: to + endpoint.url.slice(from.length) }));
  return { ...entry, endpoints };
}

const timestamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=(\.\d+)?Z?")/g;

const shift = (at: string, ms: number): string => new Date(Date.parse(`${at}Z`) + ms).toISOString().slice(0, 19);
