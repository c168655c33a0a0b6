import type { Image } from './image.ts';

export type ImportState = 'none' | 'running' | 'failed';

/**
 * State of an image's import. A queued image with pending stores and no task has failed although Glance 25.1 lists no
 * failed store (import method glance-download).
 */
export function importState(image: Pick<Image, 'status' | 'import'>): ImportState {
  const { taskId, pendingStores, failedStores, reason } = image.import;
  if (image.status === 'active' || image.status === 'deactivated') return 'none';
  if (taskId !== null) return 'running';
  if (failedStores.length > 0 || reason !== null) return 'failed';
  if (image.status === 'importing') return 'running';
  return image.status === 'queued' && pendingStores.length > 0 ? 'failed' : 'none';
}
