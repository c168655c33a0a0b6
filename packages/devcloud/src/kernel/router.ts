import type { Call } from './service.ts';

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type Params<Path extends string> = Readonly<Record<ParamNames<Path>, string>>;
export type Handler<Path extends string> = (call: Call, params: Params<Path>) => void | Promise<void>;

export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: (call: Call, params: Readonly<Record<string, string>>) => void | Promise<void>;
}

/** A service's responses to addresses and methods that it does not have. */
export interface Fallbacks {
  readonly notFound: (call: Call) => void | Promise<void>;
  /** `allow` lists the address's methods. The fallback sets the `Allow` header itself. */
  readonly methodNotAllowed: (call: Call, allow: readonly string[]) => void | Promise<void>;
}

/** Creates a route: `route('GET', '/v2/images/:id', (call, { id }) => …)`. */
export function route<const Path extends string>(method: string, path: Path, handler: Handler<Path>): Route {
  return { method, segments: path.split('/'), handler };
}

/**
 * Finds the route of a request. The path is split before its segments are decoded, so `%2F` stays within a segment. A
 * route with a fixed segment must come before one with a parameter in the same position.
 */
export function createRouter(routes: readonly Route[], fallbacks: Fallbacks): (call: Call) => Promise<void> {
  return async (call) => {
    const segments = decodeSegments(call.path);
    const matching = segments === null ? [] : routes.filter((row) => fits(row, segments));
    const found = matching.find((row) => row.method === call.method);
    if (segments !== null && found) {
      await found.handler(call, paramsOf(found, segments));
    } else if (matching.length > 0) {
      await fallbacks.methodNotAllowed(call, [...new Set(matching.map((row) => row.method))]);
    } else {
      await fallbacks.notFound(call);
    }
  };
}

function decodeSegments(path: string): readonly string[] | null {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

function fits(row: Route, segments: readonly string[]): boolean {
  return (
    row.segments.length === segments.length &&
    row.segments.every((wanted, i) => (wanted.startsWith(':') ? segments[i] !== '' : wanted === segments[i]))
  );
}

function paramsOf(row: Route, segments: readonly string[]): Record<string, string> {
  const pairs = row.segments.flatMap((wanted, i): [string, string][] =>
    wanted.startsWith(':') ? [[wanted.slice(1), segments[i] ?? '']] : [],
  );
  return Object.fromEntries(pairs);
}
