import { type Image, importState } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { copiedBytes, latestImportTask } from '../../resources/imports/import-progress.ts';

/** What the page says about the import of an image. */
export type ImportNoticeState =
  | { readonly kind: 'none' }
  /** The image has no data and the cloud knows of no import. */
  | { readonly kind: 'waiting' }
  /** @property bytes imported so far, if the cloud reports it */
  | { readonly kind: 'importing'; readonly bytes: number | null }
  /** @property isStuck the task has failed but the status stays `importing`, so that the import cannot be tried again */
  | { readonly kind: 'importFailed'; readonly isStuck: boolean };

/** Statuses of an image that waits for an import or is being imported. */
const unfinishedStatuses: ReadonlySet<string> = new Set(['queued', 'uploading', 'importing']);

/** Whether the notice may depend on the image's tasks, so that they have to be fetched. */
export function needsTasks(image: Image): boolean {
  return unfinishedStatuses.has(image.status) || importState(image) !== 'none';
}

/** Resolves the notice from the image and its tasks. @param tasks the tasks known so far; may be older than the image */
export function resolveImportNotice(image: Image, tasks: readonly WireTask[]): ImportNoticeState {
  const task = latestImportTask(tasks);
  if (importState(image) === 'failed' || hasFailedTask(image, task) || hasFailureReason(image, task)) {
    return { kind: 'importFailed', isStuck: image.status === 'importing' };
  }
  if (importState(image) === 'running') return { kind: 'importing', bytes: copiedBytes(task?.message ?? '') };
  return { kind: image.status === 'queued' ? 'waiting' : 'none' };
}

/** A failed task does not count if the image names another task, which is a later attempt. */
function hasFailedTask(image: Image, task: WireTask | undefined): boolean {
  if (task?.status !== 'failure' || !unfinishedStatuses.has(image.status)) return false;
  return image.import.taskId === null || image.import.taskId === task.id;
}

/** A failure reason on the image does not count while a task is known to run, or if the image names a later task. */
function hasFailureReason(image: Image, task: WireTask | undefined): boolean {
  if (image.import.reason === null || !unfinishedStatuses.has(image.status)) return false;
  const isLaterAttempt = task !== undefined && image.import.taskId !== null && task.id !== image.import.taskId;
  return !isLaterAttempt && task?.status !== 'pending' && task?.status !== 'processing';
}
