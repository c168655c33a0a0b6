import type { Image } from '@console/image-model';
import { type FailedImage, runEach } from '../../resources/image/index.ts';
import { isNotFound } from '../../shared/http/index.ts';

/** What became of one image. `gone`: somebody else was quicker, which is just as good. */
export type Outcome =
  | { readonly kind: 'deleted'; readonly image: Image }
  | { readonly kind: 'gone'; readonly image: Image }
  | ({ readonly kind: 'failed' } & FailedImage);

async function deleteOne(remove: (id: string) => Promise<void>, image: Image): Promise<Outcome> {
  try {
    await remove(image.id);
    return { kind: 'deleted', image };
  } catch (error) {
    return isNotFound(error) ? { kind: 'gone', image } : { kind: 'failed', image, error };
  }
}

/**
 * Deletes every image, some at a time; one failure does not stop the rest. Never rejects.
 * @param onOutcome called for each as it is known
 * @returns the outcomes in the order of the images
 */
export function deleteImages(
  remove: (id: string) => Promise<void>,
  images: readonly Image[],
  onOutcome: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  return runEach(images, async (image) => {
    const outcome = await deleteOne(remove, image);
    onOutcome(outcome);
    return outcome;
  });
}
