import { type Image, importState, isMoving } from '@console/image-model';

/** Whether the cloud is expected to change the image by itself. A queued image whose import has failed is settled. */
export function isImageMoving(image: Image): boolean {
  return isMoving(image.status) && importState(image) !== 'failed';
}

const firstIntervalMs = 2_000;
const maxIntervalMs = 10_000;

/** Returns the time until the next poll in ms: 2 s at first, growing by a quarter up to 10 s. */
export function pollIntervalMs(pollCount: number): number {
  return Math.min(firstIntervalMs * 1.25 ** Math.max(0, pollCount - 1), maxIntervalMs);
}
