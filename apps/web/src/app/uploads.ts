import type { RuntimeConfig } from '@console/bff-contract';
import { deleteImage, getImage, type ImageApi } from '../resources/images/image-api.ts';
import { startStagedImport } from '../resources/imports/import-api.ts';
import { fetchImportProgress, pollImport } from '../resources/imports/poll-import.ts';
import { startImport } from '../resources/imports/start-import.ts';
import {
  createHabits,
  createSign,
  createTabs,
  createTransfers,
  createUploads,
  hashInWorker,
  type ImageState,
  type ImportOutcome,
  openMemory,
  type Uploads,
} from '../resources/upload/index.ts';
import { isNotFound } from '../shared/http/index.ts';
import { type ImageServices, ignoreNotFound, refreshCachedImage, sleep } from './image-services.ts';

export interface UploadSurroundings extends ImageServices {
  readonly limits: RuntimeConfig['limits'];
  readonly onSessionGone: () => void;
}

/** The one place where uploads meet images: what the engine asks of an image, and who hears of a change. */
export function uploadsFor(around: UploadSurroundings): Uploads {
  const api: ImageApi = { http: around.http, profile: around.profile };
  const transfers = createTransfers();
  return createUploads({
    csrfToken: () => around.session()?.csrfToken ?? null,
    owner: () => around.session()?.user.id ?? null,
    project: () => around.session()?.project ?? null,
    fetch: (input, init) => fetch(input, init),
    prepareTransfer: transfers.prepare,
    startTransfer: transfers.start,
    hashFile: hashInWorker,
    sliceBytes: around.limits.uploadSliceBytes,
    parallel: around.limits.uploadParallel,
    hash: around.limits.uploadHash,
    memory: openMemory(window.indexedDB, createSign(localStorage, window)),
    // Missing where the page did not come over a safe connection.
    tabs: createTabs(navigator.locks as LockManager | undefined, new BroadcastChannel('console-uploads')),
    habits: createHabits(localStorage),
    removeImage: (id) => ignoreNotFound(deleteImage(api, id)),
    imageState: (id) => imageState(api, id),
    startImport: (id, stores) =>
      startImport({
        start: () => startStagedImport(api, id, stores),
        fetchProgress: () => fetchImportProgress(api, id),
        sleep,
      }),
    followImport: (id, onBytes) => followStaged(around, api, id, onBytes),
    onChange: (id) => void refreshCachedImage(around, api, id),
    onSessionGone: around.onSessionGone,
    now: () => performance.now(),
    sleep,
    window,
  });
}

/** Looks only from the project where it began: from another one the image may not be seen at all. */
function followStaged(
  { session }: ImageServices,
  api: ImageApi,
  id: string,
  onBytes: (bytes: number | null) => void,
): Promise<ImportOutcome> {
  const projectId = () => session()?.project?.id;
  const project = projectId();
  return pollImport({
    fetchProgress: async () => (projectId() === project ? fetchImportProgress(api, id) : null),
    sleep,
    onStep: (step) => onBytes(step.kind === 'storing' ? step.bytes : null),
  });
}

async function imageState(api: ImageApi, id: string): Promise<ImageState | 'gone'> {
  try {
    const { wire, image } = await getImage(api, id);
    const { os_hash_algo: algorithm, os_hash_value: value } = wire;
    const hash = typeof algorithm === 'string' && typeof value === 'string' ? { algorithm, value } : null;
    return { status: image.status, size: image.size, hash };
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}
