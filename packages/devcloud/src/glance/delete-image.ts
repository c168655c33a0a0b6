import { sendEmpty } from '../kernel/send-response.ts';
import { STAGING } from './data-files.ts';
import { enforcePolicyOn } from './enforce-policy.ts';
import { type GlanceRequest, requireImage, STORES } from './glance.ts';
import { conflict, forbidden, notFound } from './glance-fault.ts';

/** DELETE /v2/images/{id}: the row first, then what lay on disk. An upload or import that is under way finds out at its end. */
export async function deleteImage(ask: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = ask;
  const image = requireImage(ask, id, `Failed to find image ${id} to delete`);
  enforcePolicyOn('delete_image', caller, image);
  if (image.isProtected) throw forbidden(`Image ${id} is protected and cannot be deleted.`);
  glance.images.remove(id);
  await Promise.all([STAGING, ...STORES.map((store) => store.id)].map((place) => glance.files.remove(place, id)));
  sendEmpty(call, 204);
}

/** DELETE /v2/stores/{store}/{image}: takes the data out of one of several stores. */
export async function deleteFromStore(ask: GlanceRequest, store: string, id: string): Promise<void> {
  const { glance, call, caller } = ask;
  if (!STORES.some((one) => one.id === store)) {
    throw conflict(`The selected store ${store} is not available on this node.`);
  }
  const image = requireImage(ask, id, `Failed to find image ${id}`);
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
