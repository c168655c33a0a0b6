import { type Image, importState } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { copiedBytes, lastImport } from '../../resources/image/index.ts';

/** What stands above everything else on the page of an image. */
export type Notice =
  | { readonly kind: 'none' }
  /** No data yet, and nothing under way that the cloud knows of. */
  | { readonly kind: 'waiting' }
  /** `bytes` put away so far, where the cloud says so. */
  | { readonly kind: 'importing'; readonly bytes: number | null }
  /** `isStuck`: the task has ended, the image says `importing` for ever, and no second try is possible. */
  | { readonly kind: 'importFailed'; readonly isStuck: boolean };

/** Statuses of an image that waits for an import or is in one. */
const unfinished: ReadonlySet<string> = new Set(['queued', 'uploading', 'importing']);

/** Whether the notice about an image may depend on its tasks. */
export function needsTasks(image: Image): boolean {
  return unfinished.has(image.status) || importState(image) !== 'none';
}

/** @param tasks as far as they are known; they may be older than the image */
export function noticeOf(image: Image, tasks: readonly WireTask[]): Notice {
  const task = lastImport(tasks);
  if (importState(image) === 'failed' || hasFailed(image, task) || isGivenUp(image, task)) {
    return { kind: 'importFailed', isStuck: image.status === 'importing' };
  }
  if (importState(image) === 'running') return { kind: 'importing', bytes: copiedBytes(task?.message ?? '') };
  return { kind: image.status === 'queued' ? 'waiting' : 'none' };
}

/** A failed task counts unless the image is at another one already. */
function hasFailed(image: Image, task: WireTask | undefined): boolean {
  if (task?.status !== 'failure' || !unfinished.has(image.status)) return false;
  return image.import.taskId === null || image.import.taskId === task.id;
}

/** A reason that stands there counts although the image names a task, unless that task is known to run. */
function isGivenUp(image: Image, task: WireTask | undefined): boolean {
  if (image.import.reason === null || !unfinished.has(image.status)) return false;
  const isAnother = task !== undefined && image.import.taskId !== null && task.id !== image.import.taskId;
  return !isAnother && task?.status !== 'pending' && task?.status !== 'processing';
}
