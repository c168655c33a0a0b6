import * as z from 'zod/mini';
import { check, maybeText } from '../check.ts';

const property = z.looseObject({
  type: z.string(),
  title: maybeText,
  description: maybeText,
  enum: z.optional(z.array(z.unknown())),
  default: z.optional(z.unknown()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  operators: z.optional(z.array(z.string())),
});
const namespace = z.looseObject({
  namespace: z.string(),
  display_name: maybeText,
  description: maybeText,
  properties: z.optional(z.record(z.string(), property)),
  resource_type_associations: z.optional(z.array(z.looseObject({ name: z.string(), prefix: maybeText }))),
});
const list = z.looseObject({ namespaces: z.array(namespace), next: maybeText });

export type MetadefProperty = z.output<typeof property>;
/** `properties` is there only when a single namespace was asked for. */
export type MetadefNamespace = z.output<typeof namespace>;

/** @throws WireShapeError */
export function parseNamespace(json: unknown): MetadefNamespace {
  return check('metadef namespace', namespace, json);
}

/** Answer of `GET /v2/metadefs/namespaces`; `next` is the path of the next page. @throws WireShapeError */
export function parseNamespaceList(json: unknown): {
  readonly namespaces: readonly MetadefNamespace[];
  readonly next: string | null;
} {
  const page = check('metadef namespaces', list, json);
  return { namespaces: page.namespaces, next: page.next ?? null };
}
