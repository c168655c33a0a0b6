import { sendEmpty } from '../kernel/send-response.ts';
import type { Call, FormatRule } from '../kernel/service.ts';
import { type Digest, STAGING } from './data-files.ts';
import { enforcePolicyOn } from './enforce-policy.ts';
import { type Glance, type GlanceRequest, requireImage, STORES } from './glance.ts';
import { badRequest, conflict, crashed, GlanceFault, gone, tooLarge, unsupportedMediaType } from './glance-fault.ts';
import { matchesFormat } from './matches-format.ts';
import { emptied, type ImageStatus, isSpoilt, mayBecome, type StoredImage } from './stored-image.ts';
import { readVirtualSize } from './virtual-size.ts';

/** PUT /v2/images/{id}/file: the body becomes the image's data, hashed on its way to disk. */
export async function uploadData(ask: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = ask;
  requireOctetStream(call);
  glance.limits.enforce('image_size_total', caller.projectId);
  const store = wantedStore(call);
  const image = requireImage(ask, id);
  enforcePolicyOn('upload_image', caller, image);
  await receive(ask, image, 'saving', async () => {
    const digest = await glance.files.write(store, id, call.body());
    const { formatRule: rule } = call;
    const virtualSize = await measure(glance, { place: store, image, rule });
    const filled = withData(image, store, digest, virtualSize, 'active');
    if (!(await isFit(glance, { place: store, image, rule }))) {
      // Release 2025.1 leaves the refused bytes and their sums on a queued image, and says it in the words of a wrong media type.
      writeBack(glance, 'saving', { ...emptied(filled), status: 'queued' });
      throw unsupportedMediaType('application/octet-stream');
    }
    if (writeBack(glance, 'saving', filled)) return;
    if (!glance.images.get(id)) await glance.files.remove(store, id);
    throw gone(
      `Image ${id} could not be found after upload. The image may have been deleted during the upload, ` +
        'cleaning up the chunks uploaded.',
    );
  });
  sendEmpty(call, 204);
}

/** PUT /v2/images/{id}/stage: the body waits for `POST …/import` with glance-direct. */
export async function stageData(ask: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = ask;
  requireOctetStream(call);
  glance.limits.enforce('image_stage_total', caller.projectId);
  const image = requireImage(ask, id);
  enforcePolicyOn('modify_image', caller, image);
  await receive(ask, image, 'uploading', async () => {
    const { size } = await glance.files.write(STAGING, id, call.body());
    if (writeBack(glance, 'uploading', { ...image, status: 'uploading', size })) return;
    await glance.files.remove(STAGING, id);
    throw new GlanceFault(404, `No image found with ID ${id}`);
  });
  sendEmpty(call, 204);
}

/** Puts the image in a moving state for as long as `work` lasts; when it fails, back to queued. */
async function receive(
  { glance, caller, call }: GlanceRequest,
  image: StoredImage,
  status: ImageStatus,
  work: () => Promise<void>,
): Promise<void> {
  if (!mayBecome(image.status, status)) {
    throw conflict(`Image status transition from ${image.status} to ${status} is not allowed`);
  }
  if (status === 'saving') requireFormats(image);
  if (status === 'saving' && isSpoilt(image)) throw crashed();
  glance.images.change(image.id, (now) => ({ ...now, status }));
  try {
    glance.limits.enforce('image_count_uploading', caller.projectId);
    await work();
  } catch (error) {
    // Nobody is left to put the image back.
    if (call.dies !== true) writeBack(glance, status, emptied(image));
    throw isDiskFull(error) ? tooLarge(DISK_FULL) : error;
  }
}

/**
 * Ends a moving state. Glance saves the image that it read when the data began to come, so whatever was changed meanwhile
 * (name, tags, properties, even the protection) is as before. Answers whether the image was there still.
 */
function writeBack(glance: Glance, moving: ImageStatus, image: StoredImage): boolean {
  return glance.images.change(image.id, (now) => (now.status === moving ? image : null)) !== null;
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

/** Data in a place, of an image, and by which rule they are judged. */
interface Stored {
  readonly place: string;
  readonly image: StoredImage;
  readonly rule: FormatRule | undefined;
}

/** Whether the data are what the image says; only bare ones are looked into, and only where the rule wants it. */
export async function isFit({ files }: Glance, { place, image, rule }: Stored): Promise<boolean> {
  if (rule === undefined || image.containerFormat !== 'bare') return true;
  return matchesFormat(files.path(place, image.id), image.diskFormat);
}

/** Reads the disk size from stored data; only bare images are looked into, and only formats as declared tell. */
export async function measure({ files }: Glance, { place, image, rule }: Stored): Promise<number | null> {
  if (image.containerFormat !== 'bare') return null;
  // Where release 2025.1 looks into data, it takes a disc for its own length.
  const format = rule !== undefined && image.diskFormat === 'iso' ? 'raw' : image.diskFormat;
  return readVirtualSize(files.path(place, image.id), format);
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
