import * as z from 'zod/mini';

/** An answer that is not of the shape its service promises; `message` says where, without the data. */
export class WireShapeError extends Error {
  /** What was being read, such as `image list`. */
  readonly what: string;

  constructor(what: string, issues: string) {
    super(`${what}: ${issues}`);
    this.name = 'WireShapeError';
    this.what = what;
  }
}

/**
 * The value as the schema has it, unknown keys kept.
 * @throws WireShapeError naming up to three places that do not fit.
 */
export function checkShape<S extends z.ZodMiniType>(what: string, schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join('.') || 'body'} ${issue.code}`);
  throw new WireShapeError(what, issues.join(', '));
}

/** A text that may be missing or null. */
export const maybeText = z.optional(z.nullable(z.string()));
