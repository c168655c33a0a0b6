import * as z from 'zod/mini';
import { checkShape, maybeText } from '../wire-shape.ts';

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

export type WireMetadefProperty = z.output<typeof property>;
/** A metadata definition namespace; Glance sends `properties` with a single namespace only, not in a list. */
export type WireMetadefNamespace = z.output<typeof namespace>;

/** Body of `GET /v2/metadefs/namespaces/{namespace}`. @throws WireShapeError */
export function parseMetadefNamespace(json: unknown): WireMetadefNamespace {
  return checkShape('metadef namespace', namespace, json);
}

/** Body of `GET /v2/metadefs/namespaces`; `next` is the path of the next page. @throws WireShapeError */
export function parseMetadefNamespaceList(json: unknown): {
  readonly namespaces: readonly WireMetadefNamespace[];
  readonly next: string | null;
} {
  const page = checkShape('metadef namespaces', list, json);
  return { namespaces: page.namespaces, next: page.next ?? null };
}
