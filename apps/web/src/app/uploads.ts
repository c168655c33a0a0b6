import type { RuntimeConfig } from '@console/bff-contract';
import {
  deleteImage,
  followImport,
  getImage,
  type ImageApi,
  lookAtImport,
  startStagedImport,
  startSurely,
} from '../resources/image/index.ts';
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
import { lookAgain, type Surroundings, sleep, unlessGone } from './image-surroundings.ts';

export interface UploadSurroundings extends Surroundings {
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
    removeImage: (id) => unlessGone(deleteImage(api, id)),
    imageState: (id) => imageState(api, id),
    startImport: (id, stores) =>
      startSurely({ start: () => startStagedImport(api, id, stores), look: () => lookAtImport(api, id), sleep }),
    followImport: (id, onBytes) => followStaged(around, api, id, onBytes),
    onChange: (id) => void lookAgain(around, api, id),
    onSessionGone: around.onSessionGone,
    now: () => performance.now(),
    sleep,
    window,
  });
}

/** Looks only from the project where it began: from another one the image may not be seen at all. */
function followStaged(
  { session }: Surroundings,
  api: ImageApi,
  id: string,
  onBytes: (bytes: number | null) => void,
): Promise<ImportOutcome> {
  const projectId = () => session()?.project?.id;
  const project = projectId();
  return followImport({
    look: async () => (projectId() === project ? lookAtImport(api, id) : null),
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
