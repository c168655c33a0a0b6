import * as z from 'zod/mini';
import { checkShape, maybeText } from '../wire-shape.ts';

const property = z.looseObject({
  type: z.optional(z.union([z.string(), z.array(z.string())])),
  enum: z.optional(z.array(z.nullable(z.union([z.string(), z.number()])))),
  description: maybeText,
  is_base: z.optional(z.boolean()),
  readOnly: z.optional(z.boolean()),
  maxLength: z.optional(z.number()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
});
const schema = z.looseObject({ name: z.string(), properties: z.record(z.string(), property) });

/** Schema of one property; `is_base: false` marks a custom property that the cloud documents, such as `os_distro`. */
export type WireSchemaProperty = z.output<typeof property>;
export type WireSchema = z.output<typeof schema>;

/** Body of `GET /v2/schemas/image`. @throws WireShapeError */
export function parseSchema(json: unknown): WireSchema {
  return checkShape('schema', schema, json);
}

/** Values that the schema allows for a property, without `null`; empty when the schema lists none. */
export function enumValues(schema: WireSchema, name: string): readonly string[] {
  const values = schema.properties[name]?.enum ?? [];
  return values.filter((value) => value !== null).map(String);
}
