import * as z from 'zod/mini';

/** A body that does not have the shape which its service documents; `message` names the keys, never the data. */
export class WireShapeError extends Error {
  /** What was parsed, such as `image list`. */
  readonly what: string;

  constructor(what: string, issues: string) {
    super(`${what}: ${issues}`);
    this.name = 'WireShapeError';
    this.what = what;
  }
}

/**
 * Returns the value as the schema types it; loose schemas keep unknown keys.
 * @throws WireShapeError naming up to three keys that do not fit
 */
export function checkShape<S extends z.ZodMiniType>(what: string, schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join('.') || 'body'} ${issue.code}`);
  throw new WireShapeError(what, issues.join(', '));
}

/** Schema of a text that may be absent or null. */
export const maybeText = z.optional(z.nullable(z.string()));
