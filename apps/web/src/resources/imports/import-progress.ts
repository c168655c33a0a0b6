import { type Image, importState } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { MiB } from '@console/units';

/** Why an import failed, as far as the cloud tells. */
export interface ImportFailure {
  /** The cloud's own words. */
  readonly reason: string | null;
  /** Stores that did not get the data. */
  readonly stores: readonly string[];
}

export type ImportEnd =
  /** `missingStores` did not get a copy, the others did. */
  | { readonly kind: 'active'; readonly missingStores: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: ImportFailure }
  /** The image is no more. */
  | { readonly kind: 'gone' };

export type ImportStep =
  /** Taken on, not begun. */
  | { readonly kind: 'waiting' }
  /** The cloud is getting the file; it does not say how far it is. */
  | { readonly kind: 'fetching' }
  /** The cloud is putting the data away; so many bytes so far. */
  | { readonly kind: 'storing'; readonly bytes: number };

export type ImportProgress =
  | ImportStep
  | ImportEnd
  /** Nothing moves and nothing says why; a failure if it stays so. */
  | { readonly kind: 'doubtful'; readonly failure: ImportFailure };

const IMPORT_TASK = 'api_image_import';

/** Where an import stands. `tasks` were read before the image; empty where the cloud tells of none. */
export function importProgressOf(image: Image, tasks: readonly WireTask[]): ImportProgress {
  if (image.status === 'active') return { kind: 'active', missingStores: image.import.failedStores };
  const task = latestImportTask(tasks);
  const failure = importFailureOf(image, tasks);
  const goesOn = task?.status === 'pending' || task?.status === 'processing';
  switch (importState(image)) {
    case 'failed':
      return { kind: 'failed', failure };
    case 'none':
      return goesOn ? { kind: 'waiting' } : { kind: 'doubtful', failure };
    case 'running':
      // A task ends a moment before its image does; and some leave the image importing for ever.
      if (task?.status === 'failure' || (image.import.reason !== null && !goesOn)) return { kind: 'doubtful', failure };
      return image.status === 'importing' ? stepOf(task) : { kind: 'waiting' };
  }
}

/** Glance says this of whatever goes wrong, and only its log says what it was. */
export const unspecificFailure = /^Task failed due to Internal Error$/i;

/** What image and tasks say of the last failure. The image keeps its reason over later tries, a task is of its own only. */
export function importFailureOf(image: Image, tasks: readonly WireTask[]): ImportFailure {
  const task = latestImportTask(tasks);
  const said = task?.status === 'failure' ? task.message || null : null;
  const isTelling = said !== null && !unspecificFailure.test(said.trim());
  return { reason: isTelling ? said : (image.import.reason ?? said), stores: image.import.failedStores };
}

/** Glance lists an image's tasks in no order it promises. */
export function latestImportTask(tasks: readonly WireTask[]): WireTask | undefined {
  return tasks
    .filter(({ type }) => type === IMPORT_TASK)
    .toSorted((a, b) => (a.created_at ?? '').localeCompare(b.created_at ?? ''))
    .at(-1);
}

/** `Copied 3 MiB` → bytes; `null` for what says something else. */
export function copiedBytes(message: string): number | null {
  const copied = /^Copied (\d+) MiB/.exec(message);
  return copied === null ? null : Number(copied[1]) * MiB;
}

function stepOf(task: WireTask | undefined): ImportStep {
  const bytes = copiedBytes(task?.message ?? '');
  return bytes === null ? { kind: 'fetching' } : { kind: 'storing', bytes };
}
