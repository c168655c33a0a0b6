import type { ServiceKind } from '../auth/catalog.ts';
import { type Route, routes } from './routes.ts';

/** Values of a path's `{x}`: the cloud's identifiers and names. A tag may hold more than these. */
const identifier = /^[\p{L}\p{N}_:.-]{1,255}$/u;

const prepared = routes.map((route) => ({ route, steps: route.path.slice(1).split('/') }));

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The row for a request; fixed words win over `{x}`. `null`: no row, hence denied. */
export function matchRoute(service: ServiceKind, method: string, segments: readonly string[]): Match | null {
  const found = prepared
    .filter(
      ({ route, steps }) => route.service === service && route.method === method && steps.length === segments.length,
    )
    .map(({ route, steps }) => ({ route, params: paramsOf(steps, segments) }))
    .filter((one): one is Match => one.params !== null);
  return found.find((one) => Object.keys(one.params).length === 0) ?? found[0] ?? null;
}

function paramsOf(steps: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, step] of steps.entries()) {
    const segment = segments[index] ?? '';
    if (!step.startsWith('{')) {
      if (step !== segment) return null;
      continue;
    }
    const name = step.slice(1, -1);
    if (name !== 'tag' && !identifier.test(segment)) return null;
    params[name] = segment;
  }
  return params;
}
