import { type Image, importState, isMoving } from '@console/image-model';

/** True while the cloud is expected to change the image by itself, so what shows it refreshes. */
export function isImageMoving(image: Image): boolean {
  return isMoving(image.status) && importState(image) !== 'failed';
}

const firstMs = 2_000;
const slowestMs = 10_000;

/** Milliseconds until the next look at something that moves: 2 s at first, backing off to 10 s. */
export function pollIntervalMs(looks: number): number {
  return Math.min(firstMs * 1.25 ** Math.max(0, looks - 1), slowestMs);
}
