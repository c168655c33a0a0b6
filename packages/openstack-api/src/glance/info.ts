import * as z from 'zod/mini';
import { checkShape } from '../wire-shape.ts';

const importMethods = z.looseObject({ 'import-methods': z.looseObject({ value: z.array(z.string()) }) });
const stores = z.looseObject({
  stores: z.array(
    z.looseObject({
      id: z.string(),
      description: z.optional(z.nullable(z.string())),
      default: z.optional(z.nullable(z.union([z.string(), z.boolean()]))),
      'read-only': z.optional(z.nullable(z.union([z.string(), z.boolean()]))),
    }),
  ),
});
const usage = z.looseObject({ usage: z.record(z.string(), z.looseObject({ usage: z.number(), limit: z.number() })) });

/** A storage backend that holds image data. */
export interface Store {
  readonly id: string;
  readonly description: string;
  readonly isDefault: boolean;
  readonly isReadOnly: boolean;
}

/** Use and limit of one resource; sizes are in MiB, counts in images, a limit of -1 means unlimited. */
export interface UsageRow {
  readonly usage: number;
  readonly limit: number;
}

/** Body of `GET /v2/info/import`: names of import methods, such as `glance-direct`. @throws WireShapeError */
export function parseImportInfo(json: unknown): readonly string[] {
  return checkShape('import methods', importMethods, json)['import-methods'].value;
}

/**
 * Body of `GET /v2/info/stores` and of ECF's `GET /v2/stores/available`. Glance sends `default` and `read-only` as text.
 * @throws WireShapeError
 */
export function parseStoresInfo(json: unknown): readonly Store[] {
  return checkShape('stores', stores, json).stores.map((store) => ({
    id: store.id,
    description: store.description ?? '',
    isDefault: isTrue(store.default),
    isReadOnly: isTrue(store['read-only']),
  }));
}

/** Body of `GET /v2/info/usage`, by resource name. @throws WireShapeError */
export function parseUsageInfo(json: unknown): Readonly<Record<string, UsageRow>> {
  return checkShape('usage', usage, json).usage;
}

function isTrue(value: string | boolean | null | undefined): boolean {
  return String(value).toLowerCase() === 'true';
}
