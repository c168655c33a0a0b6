import { sendEmpty } from '../kernel/send-response.ts';
import type { Call, FormatRule } from '../kernel/service.ts';
import { type Digest, STAGING } from './data-files.ts';
import { enforcePolicyOn } from './enforce-policy.ts';
import { type Glance, type GlanceRequest, requireImage, STORES } from './glance.ts';
import { badRequest, conflict, crashed, GlanceFault, gone, tooLarge, unsupportedMediaType } from './glance-fault.ts';
import { matchesFormat } from './matches-format.ts';
import { emptied, type ImageStatus, isSpoilt, mayBecome, type StoredImage } from './stored-image.ts';
import { readVirtualSize } from './virtual-size.ts';

/** PUT /v2/images/{id}/file. Stores the body as the image's data and hashes it. */
export async function uploadData(request: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = request;
  requireOctetStream(call);
  glance.limits.enforce('image_size_total', caller.projectId);
  const store = wantedStore(call);
  const image = requireImage(request, id);
  enforcePolicyOn('upload_image', caller, image);
  await receive(request, image, 'saving', async () => {
    const digest = await glance.files.write(store, id, call.body());
    const { formatRule: rule } = call;
    const virtualSize = await measure(glance, { location: store, image, rule });
    const filled = withData(image, store, digest, virtualSize, 'active');
    if (!(await isFit(glance, { location: store, image, rule }))) {
      // Release 2025.1 answers 415 and leaves the refused bytes and their hashes on the queued image.
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

/** PUT /v2/images/{id}/stage. Stores the body until `POST …/import` with glance-direct. */
export async function stageData(request: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = request;
  requireOctetStream(call);
  glance.limits.enforce('image_stage_total', caller.projectId);
  const image = requireImage(request, id);
  enforcePolicyOn('modify_image', caller, image);
  await receive(request, image, 'uploading', async () => {
    const { size } = await glance.files.write(STAGING, id, call.body());
    if (writeBack(glance, 'uploading', { ...image, status: 'uploading', size })) return;
    await glance.files.remove(STAGING, id);
    throw new GlanceFault(404, `No image found with ID ${id}`);
  });
  sendEmpty(call, 204);
}

/** Keeps the image in a moving status while `work` runs, and sets it back to `queued` when `work` fails. */
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
    // A killed worker of Glance cannot reset the image's status.
    if (call.dies !== true) writeBack(glance, status, emptied(image));
    throw isDiskFull(error) ? tooLarge(DISK_FULL) : error;
  }
}

/**
 * Ends a moving status. Glance saves the image as it was read when the data began to arrive, so it undoes every change
 * made meanwhile to name, tags, properties and protection. Returns whether the image still existed.
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
  const requested = call.req.headers['x-image-meta-store'];
  if (requested === undefined) return STORES[0].id;
  const store = STORES.find(({ id }) => id === requested);
  if (!store) throw badRequest(`Store for identifier ${String(requested)} not found`);
  return store.id;
}

/** Data of an image in one place, and the fault switch that decides how it is checked. */
interface Stored {
  readonly location: string;
  readonly image: StoredImage;
  readonly rule: FormatRule | undefined;
}

/**
 * Returns whether the data has the declared format. Only bare images are checked, and only with the fault switch
 * `matchFormats`.
 */
export async function isFit({ files }: Glance, { location, image, rule }: Stored): Promise<boolean> {
  if (rule === undefined || image.containerFormat !== 'bare') return true;
  return matchesFormat(files.path(location, image.id), image.diskFormat);
}

/** Reads the virtual size from stored data of a bare image, by its declared format. */
export async function measure({ files }: Glance, { location, image, rule }: Stored): Promise<number | null> {
  if (image.containerFormat !== 'bare') return null;
  // Release 2025.1 with format inspection reports an ISO's own length as its virtual size.
  const format = rule !== undefined && image.diskFormat === 'iso' ? 'raw' : image.diskFormat;
  return readVirtualSize(files.path(location, image.id), format);
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
