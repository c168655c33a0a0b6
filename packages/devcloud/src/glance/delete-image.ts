import { sendEmpty } from '../kernel/send-response.ts';
import { STAGING } from './data-files.ts';
import { enforcePolicyOn } from './enforce-policy.ts';
import { type GlanceRequest, requireImage, STORES } from './glance.ts';
import { conflict, forbidden, notFound } from './glance-fault.ts';

/**
 * DELETE /v2/images/{id}. Deletes the row first, then the files. An upload or import in progress notices it when it
 * ends.
 */
export async function deleteImage(request: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = request;
  const image = requireImage(request, id, `Failed to find image ${id} to delete`);
  enforcePolicyOn('delete_image', caller, image);
  if (image.isProtected) throw forbidden(`Image ${id} is protected and cannot be deleted.`);
  glance.images.remove(id);
  await Promise.all([STAGING, ...STORES.map((store) => store.id)].map((location) => glance.files.remove(location, id)));
  sendEmpty(call, 204);
}

/** DELETE /v2/stores/{store}/{image}. Removes the data from one of several stores. */
export async function deleteFromStore(request: GlanceRequest, store: string, id: string): Promise<void> {
  const { glance, call, caller } = request;
  if (!STORES.some((one) => one.id === store)) {
    throw conflict(`The selected store ${store} is not available on this node.`);
  }
  const image = requireImage(request, id, `Failed to find image ${id}`);
  enforcePolicyOn('get_image_location', caller, image);
  enforcePolicyOn('delete_image_location', caller, image);
  if (image.status !== 'active') {
    throw conflict("It's not allowed to remove image data from store if image status is not 'active'");
  }
  if (image.stores.length === 1) {
    throw forbidden('Cannot delete image data from the only store containing it. Consider deleting the image instead.');
  }
  if (!image.stores.includes(store)) throw notFound(`Image ${id} is not stored in store ${store}.`);
  glance.images.change(id, (now) => ({ ...now, stores: now.stores.filter((one) => one !== store) }));
  await glance.files.remove(store, id);
  sendEmpty(call, 204);
}
