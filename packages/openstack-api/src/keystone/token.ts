import * as z from 'zod/mini';
import { checkShape, maybeText } from '../wire-shape.ts';

const named = z.looseObject({ id: z.string(), name: z.string() });
const namedInDomain = z.looseObject({ id: z.string(), name: z.string(), domain: named });

const service = z.looseObject({
  type: z.string(),
  endpoints: z.array(
    z.looseObject({ interface: z.string(), url: z.string(), region_id: maybeText, region: maybeText }),
  ),
});

const token = z.looseObject({
  expires_at: z.iso.datetime({ offset: true }),
  issued_at: z.optional(z.iso.datetime({ offset: true })),
  user: namedInDomain,
  project: z.optional(namedInDomain),
  roles: z._default(z.array(named), []),
  catalog: z._default(z.array(service), []),
});

/** Body of a token; an unscoped one has no project, and its roles and catalog are empty. */
export type WireToken = z.output<typeof token>;
/** One service of a token's catalog. */
export type WireCatalogService = z.output<typeof service>;

/** Body of `POST /v3/auth/tokens`; the token itself is in the header `X-Subject-Token`. @throws WireShapeError */
export function parseToken(json: unknown): WireToken {
  return checkShape('token', z.looseObject({ token }), json).token;
}
