import * as z from 'zod/mini';
import { check, maybeText } from '../check.ts';

const named = z.looseObject({ id: z.string(), name: z.string() });
const endpoint = z.looseObject({
  id: maybeText,
  interface: z.string(),
  region: maybeText,
  region_id: maybeText,
  url: z.string(),
});
const service = z.looseObject({ type: z.string(), name: maybeText, endpoints: z.array(endpoint) });
const token = z.looseObject({
  methods: z.optional(z.array(z.string())),
  user: z.looseObject({ id: z.string(), name: z.string(), domain: named }),
  expires_at: z.string(),
  issued_at: maybeText,
  project: z.optional(z.looseObject({ id: z.string(), name: z.string(), domain: named })),
  roles: z.optional(z.array(z.looseObject({ id: maybeText, name: z.string() }))),
  catalog: z.optional(z.array(service)),
});
const tokenAnswer = z.looseObject({ token });
const catalogAnswer = z.looseObject({ catalog: z.array(service) });

/** A token's body; an unscoped one has neither project nor roles nor catalog. */
export type WireToken = z.output<typeof token>;
export type CatalogService = z.output<typeof service>;
export type CatalogEndpoint = z.output<typeof endpoint>;

/** Answer of `POST` and `GET /v3/auth/tokens`; the token itself is in `X-Subject-Token`. @throws WireShapeError */
export function parseToken(json: unknown): WireToken {
  return check('token', tokenAnswer, json).token;
}

/** Answer of `GET /v3/auth/catalog`. @throws WireShapeError */
export function parseCatalog(json: unknown): readonly CatalogService[] {
  return check('catalog', catalogAnswer, json).catalog;
}
