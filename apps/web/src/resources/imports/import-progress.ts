import { type Image, importState } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { MiB } from '@console/units';

/** Why an import failed, as far as the cloud reports it. */
export interface ImportFailure {
  /** The cloud's own text. */
  readonly reason: string | null;
  /** Ids of the stores that did not get the data. */
  readonly stores: readonly string[];
}

export type ImportEnd =
  /** `missingStores` did not get a copy, the others did. */
  | { readonly kind: 'active'; readonly missingStores: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: ImportFailure }
  /** The image has been deleted. */
  | { readonly kind: 'gone' };

export type ImportStep =
  /** Accepted, not started. */
  | { readonly kind: 'waiting' }
  /** The cloud is downloading the file; it does not report how much. */
  | { readonly kind: 'fetching' }
  /** The cloud is writing the data into the store; `bytes` so far. */
  | { readonly kind: 'storing'; readonly bytes: number };

export type ImportProgress =
  | ImportStep
  | ImportEnd
  /** No task is running and no reason is reported: a failure if it stays so. */
  | { readonly kind: 'doubtful'; readonly failure: ImportFailure };

const importTaskType = 'api_image_import';

/**
 * Derives the progress of an import from its image and tasks.
 * @param tasks fetched before the image; empty where the cloud has no tasks API
 */
export function importProgressOf(image: Image, tasks: readonly WireTask[]): ImportProgress {
  if (image.status === 'active') return { kind: 'active', missingStores: image.import.failedStores };
  const task = latestImportTask(tasks);
  const failure = importFailureOf(image, tasks);
  const isTaskRunning = task?.status === 'pending' || task?.status === 'processing';
  switch (importState(image)) {
    case 'failed':
      return { kind: 'failed', failure };
    case 'none':
      return isTaskRunning ? { kind: 'waiting' } : { kind: 'doubtful', failure };
    case 'running':
      // A task ends a moment before its image changes, and some failures leave the image in `importing` for ever.
      if (task?.status === 'failure' || (image.import.reason !== null && !isTaskRunning)) {
        return { kind: 'doubtful', failure };
      }
      return image.status === 'importing' ? stepOf(task) : { kind: 'waiting' };
  }
}

/** Glance's message for every failure of a task; only its log has the reason. */
export const unspecificFailure = /^Task failed due to Internal Error$/i;

/**
 * Returns the failure of the latest import. The task's own message comes first, because the image keeps the reason of an
 * earlier import.
 */
export function importFailureOf(image: Image, tasks: readonly WireTask[]): ImportFailure {
  const task = latestImportTask(tasks);
  const message = task?.status === 'failure' ? task.message || null : null;
  const isSpecific = message !== null && !unspecificFailure.test(message.trim());
  return { reason: isSpecific ? message : (image.import.reason ?? message), stores: image.import.failedStores };
}

/** Returns the newest import task. Glance does not define the order of an image's tasks. */
export function latestImportTask(tasks: readonly WireTask[]): WireTask | undefined {
  return tasks
    .filter(({ type }) => type === importTaskType)
    .toSorted((a, b) => (a.created_at ?? '').localeCompare(b.created_at ?? ''))
    .at(-1);
}

/** Parses `Copied 3 MiB` into bytes; `null` for another message. */
export function copiedBytes(message: string): number | null {
  const copied = /^Copied (\d+) MiB/.exec(message);
  return copied === null ? null : Number(copied[1]) * MiB;
}

function stepOf(task: WireTask | undefined): ImportStep {
  const bytes = copiedBytes(task?.message ?? '');
  return bytes === null ? { kind: 'fetching' } : { kind: 'storing', bytes };
}
