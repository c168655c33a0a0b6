import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FailedImage } from '../../resources/images/image-action-button.tsx';
import { deleteImage } from '../../resources/images/image-api.ts';
import { uncacheImage } from '../../resources/images/image-cache.ts';
import { mapConcurrently } from '../../resources/images/map-concurrently.ts';
import { isNotFound, useHttp } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import { useExclusiveMutate } from '../../shared/ui/index.ts';

/** The result for one image. `gone`: Glance answered 404, so the image is deleted already. */
export type DeleteOutcome =
  | { readonly kind: 'deleted'; readonly image: Image }
  | { readonly kind: 'gone'; readonly image: Image }
  | ({ readonly kind: 'failed' } & FailedImage);

/**
 * Deletes the images, several at a time. A failure does not stop the others.
 * @param onOutcome called once for each image, as soon as its outcome is known
 * @returns the outcomes in the order of the images; never rejects
 */
export function deleteImages(
  deleteById: (id: string) => Promise<void>,
  images: readonly Image[],
  onOutcome: (outcome: DeleteOutcome) => void,
): Promise<readonly DeleteOutcome[]> {
  return mapConcurrently(images, async (image) => {
    const outcome = await deleteOne(deleteById, image);
    onOutcome(outcome);
    return outcome;
  });
}

async function deleteOne(deleteById: (id: string) => Promise<void>, image: Image): Promise<DeleteOutcome> {
  try {
    await deleteById(image.id);
    return { kind: 'deleted', image };
  } catch (error) {
    return isNotFound(error) ? { kind: 'gone', image } : { kind: 'failed', image, error };
  }
}

/**
 * Deletes images and removes them from the query cache. `doneCount` grows while it runs.
 * @param onEnd called before the images leave the cache, so that it can still read them
 */
export function useDeleteImages(scope: Scope, onEnd: (outcomes: readonly DeleteOutcome[]) => void) {
  const http = useHttp();
  const client = useQueryClient();
  const [doneCount, setDoneCount] = useState(0);
  const { mutate, isPending } = useMutation({
    mutationFn: (images: readonly Image[]) => {
      setDoneCount(0);
      return deleteImages(
        (id) => deleteImage({ http }, id),
        images,
        () => setDoneCount((count) => count + 1),
      );
    },
    onSuccess: (outcomes) => {
      onEnd(outcomes);
      for (const { kind, image } of outcomes) if (kind !== 'failed') uncacheImage(client, scope, image.id);
    },
  });
  return { start: useExclusiveMutate(mutate), isRunning: isPending, doneCount };
}
