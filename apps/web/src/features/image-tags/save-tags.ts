import { encodePatch } from '@console/image-codec';
import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FailedImage } from '../../resources/images/image-action-button.tsx';
import { getImage, type ImageApi, type ImageRecord, patchImage } from '../../resources/images/image-api.ts';
import { cacheImage } from '../../resources/images/image-cache.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { mapConcurrently } from '../../resources/images/map-concurrently.ts';
import type { Scope } from '../../shared/query/index.ts';
import { useExclusiveMutate } from '../../shared/ui/index.ts';
import { applyTagChange, type TagChange } from './tag-change.ts';

export interface SavedTags {
  readonly record: ImageRecord;
  /** The tags that the image had in Glance just before the change. */
  readonly before: readonly string[];
}

/**
 * Applies the change to the tags that the image has now: it is fetched first, so that other users' changes are kept.
 * The tags are sent as a patch. Glance's `PUT /v2/images/{id}/tags/{tag}` garbles tags that are not ASCII.
 * @throws RequestError
 */
async function saveTags(api: ImageApi, id: string, change: TagChange): Promise<SavedTags> {
  const found = await getImage(api, id);
  const { name, tags } = found.image;
  const patch = encodePatch(found.wire, { name, tags: applyTagChange(tags, change) }, api.profile);
  return { record: patch.length === 0 ? found : await patchImage(api, id, patch), before: tags };
}

/** Changes the tags of one image. */
export function useSaveTags(scope: Scope, image: Image, onSaved: (saved: SavedTags) => void) {
  const api = useImageApi();
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: TagChange) => saveTags(api, image.id, change),
    onSuccess: (saved) => {
      cacheImage(client, scope, saved.record);
      onSaved(saved);
    },
  });
  return { start: useExclusiveMutate(mutate), isPending, error };
}

/** The result for one of several images. */
export type TagOutcome =
  | { readonly kind: 'saved'; readonly image: Image; readonly record: ImageRecord }
  | ({ readonly kind: 'failed' } & FailedImage);

interface BulkTagChange {
  readonly images: readonly Image[];
  readonly change: TagChange;
}

/**
 * Changes the tags of several images. A failure does not stop the others. Each image is updated in the query cache as
 * soon as it is saved, and `doneCount` grows while the mutation runs.
 */
export function useSaveTagsOfSeveral(scope: Scope, onEnd: (outcomes: readonly TagOutcome[]) => void) {
  const api = useImageApi();
  const client = useQueryClient();
  const [doneCount, setDoneCount] = useState(0);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ images, change }: BulkTagChange) => {
      setDoneCount(0);
      return mapConcurrently(images, async (image) => {
        const outcome = await trySaveTags(api, image, change);
        if (outcome.kind === 'saved') cacheImage(client, scope, outcome.record);
        setDoneCount((count) => count + 1);
        return outcome;
      });
    },
    onSuccess: onEnd,
  });
  return { start: useExclusiveMutate(mutate), isRunning: isPending, doneCount };
}

async function trySaveTags(api: ImageApi, image: Image, change: TagChange): Promise<TagOutcome> {
  try {
    return { kind: 'saved', image, record: (await saveTags(api, image.id, change)).record };
  } catch (error) {
    return { kind: 'failed', image, error };
  }
}
