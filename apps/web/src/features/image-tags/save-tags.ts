import { patchFor } from '@console/image-codec';
import type { Image } from '@console/image-model';
import {
  type FailedImage,
  getImage,
  type ImageApi,
  type ImageRecord,
  patchImage,
} from '../../resources/image/index.ts';
import { applyChange, type TagChange } from './tag-change.ts';

/** An image whose tags are as asked for. */
export interface SavedTags {
  readonly record: ImageRecord;
  /** The tags just before, as the cloud had them. */
  readonly before: readonly string[];
}

/**
 * Changes the tags that an image has by now: it is read first, so that what others have done in the meantime stays.
 * Tags go by patch and never by address, where Glance garbles what is not ASCII.
 * @throws RequestError
 */
export async function saveTags(api: ImageApi, id: string, change: TagChange): Promise<SavedTags> {
  const found = await getImage(api, id);
  const { name, tags } = found.image;
  const patch = patchFor(found.wire, { name, tags: applyChange(tags, change) }, api.profile);
  return { record: patch.length === 0 ? found : await patchImage(api, id, patch), before: tags };
}

/** What became of one image of several. */
export type TagOutcome =
  | { readonly kind: 'saved'; readonly image: Image; readonly record: ImageRecord }
  | ({ readonly kind: 'failed' } & FailedImage);

/** As `saveTags`, with a failure for an outcome. Never rejects. */
export async function trySaveTags(api: ImageApi, image: Image, change: TagChange): Promise<TagOutcome> {
  try {
    return { kind: 'saved', image, record: (await saveTags(api, image.id, change)).record };
  } catch (error) {
    return { kind: 'failed', image, error };
  }
}
