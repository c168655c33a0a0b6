import { empty } from '../kernel/respond.ts';
import type { Call } from '../kernel/types.ts';
import { type Digest, STAGING } from './data-files.ts';
import { badRequest, conflict, GlanceFault, gone, tooLarge, unsupportedMediaType } from './errors.ts';
import { type Ask, type Glance, requireImage, STORES } from './glance.ts';
import { emptied, type ImageStatus, mayBecome, type StoredImage } from './image.ts';
import { enforceOn } from './policy.ts';
import { readVirtualSize } from './virtual-size.ts';

/** PUT /v2/images/{id}/file: the body becomes the image's data, hashed on its way to disk. */
export async function uploadData(ask: Ask, id: string): Promise<void> {
  const { glance, call, caller } = ask;
  requireOctetStream(call);
  glance.limits.enforce('image_size_total', caller.projectId);
  const store = wantedStore(call);
  const image = requireImage(ask, id);
  enforceOn('upload_image', caller, image);
  await receive(ask, image, 'saving', async () => {
    const digest = await glance.files.write(store, id, call.body());
    const virtualSize = await measure(glance, store, image.id);
    const saved = glance.images.change(id, (now) =>
      now.status === 'saving' ? withData(now, store, digest, virtualSize, 'active') : null,
    );
    if (saved) return;
    if (!glance.images.get(id)) await glance.files.remove(store, id);
    throw gone(
      `Image ${id} could not be found after upload. The image may have been deleted during the upload, ` +
        'cleaning up the chunks uploaded.',
    );
  });
  empty(call, 204);
}

/** PUT /v2/images/{id}/stage: the body waits for `POST …/import` with glance-direct. */
export async function stageData(ask: Ask, id: string): Promise<void> {
  const { glance, call, caller } = ask;
  requireOctetStream(call);
  glance.limits.enforce('image_stage_total', caller.projectId);
  const image = requireImage(ask, id);
  enforceOn('modify_image', caller, image);
  await receive(ask, image, 'uploading', async () => {
    const { size } = await glance.files.write(STAGING, id, call.body());
    const saved = glance.images.change(id, (now) => (now.status === 'uploading' ? { ...now, size } : null));
    if (saved) return;
    await glance.files.remove(STAGING, id);
    throw new GlanceFault(404, `No image found with ID ${id}`);
  });
  empty(call, 204);
}

/** Puts the image in a moving state for as long as `work` lasts; when it fails, back to queued. */
async function receive(
  { glance, caller }: Ask,
  image: StoredImage,
  status: ImageStatus,
  work: () => Promise<void>,
): Promise<void> {
  if (!mayBecome(image.status, status)) {
    throw conflict(`Image status transition from ${image.status} to ${status} is not allowed`);
  }
  if (status === 'saving') requireFormats(image);
  glance.images.change(image.id, (now) => ({ ...now, status }));
  try {
    glance.limits.enforce('image_count_uploading', caller.projectId);
    await work();
  } catch (error) {
    glance.images.change(image.id, (now) => (now.status === status ? emptied(now) : null));
    throw isDiskFull(error) ? tooLarge(DISK_FULL) : error;
  }
}

const DISK_FULL = 'Image storage media is full: There is not enough disk space on the image storage media.';

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}

function requireFormats(image: StoredImage): void {
  const missing = [
    ...(image.diskFormat === null ? ['disk_format'] : []),
    ...(image.containerFormat === null ? ['container_format'] : []),
  ];
  if (missing.length === 0) return;
  const noun = missing.length === 1 ? 'Property' : 'Properties';
  throw badRequest(`${noun} ${missing.join(', ')} must be set prior to saving data.`);
}

function requireOctetStream(call: Call): void {
  const type = (call.req.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  if (type !== 'application/octet-stream') throw unsupportedMediaType(type);
}

function wantedStore(call: Call): string {
  const asked = call.req.headers['x-image-meta-store'];
  if (asked === undefined) return STORES[0].id;
  const store = STORES.find(({ id }) => id === asked);
  if (!store) throw badRequest(`Store for identifier ${String(asked)} not found`);
  return store.id;
}

/** Reads the disk size from stored data; only bare images are looked into, and only formats as declared tell. */
export async function measure(glance: Glance, place: string, id: string): Promise<number | null> {
  const image = glance.images.get(id);
  if (image?.containerFormat !== 'bare') return null;
  return readVirtualSize(glance.files.path(place, id), image.diskFormat);
}

export function withData(
  image: StoredImage,
  store: string,
  digest: Digest,
  virtualSize: number | null,
  status: ImageStatus,
): StoredImage {
  return {
    ...image,
    status,
    size: digest.size,
    virtualSize,
    checksum: digest.md5,
    hashAlgo: 'sha512',
    hashValue: digest.sha512,
    stores: [...image.stores, store],
  };
}
