import type { Image } from './image.ts';

export type ImportState = 'none' | 'running' | 'failed';

/**
 * Where an image's import stands. A queued image with stores still to write and no task any more
 * has failed although the cloud names no failed store (Glance 25.1, glance-download).
 */
export function importState(image: Pick<Image, 'status' | 'import'>): ImportState {
  const { taskId, pendingStores, failedStores, reason } = image.import;
  if (image.status === 'active' || image.status === 'deactivated') return 'none';
  if (taskId !== null) return 'running';
  if (failedStores.length > 0 || reason !== null) return 'failed';
  if (image.status === 'importing') return 'running';
  return image.status === 'queued' && pendingStores.length > 0 ? 'failed' : 'none';
}
