import type { WireTask } from '@console/openstack-api';

/** Glance lists an image's tasks in no order it promises. */
export function newestFirst(tasks: readonly WireTask[]): readonly WireTask[] {
  return tasks.toSorted((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''));
}

/** Where the data of an import came from. */
export interface ImportSource {
  /** Glance's name of the way in, such as `web-download`. */
  readonly method: string | null;
  /** What was to be fetched; may hold a password. */
  readonly address: string | null;
}

/** What a task was asked for, as far as the cloud remembers. */
export function importSource(task: WireTask): ImportSource {
  const method = part(part(part(task, 'input'), 'import_req'), 'method');
  return { method: textOf(part(method, 'name')), address: textOf(part(method, 'uri')) };
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
