import type { RuntimeConfig } from '@console/bff-contract';
import { deleteImage, getImage, type ImageApi } from '../resources/images/image-api.ts';
import { startStagedImport } from '../resources/imports/import-api.ts';
import { fetchImportProgress, pollImport } from '../resources/imports/poll-import.ts';
import { startImport } from '../resources/imports/start-import.ts';
import type { ImageService, ImageState, ImportOutcome } from '../resources/upload-completion/image-data.ts';
import { createUploadManager, type UploadManager } from '../resources/upload-manager/upload-manager.ts';
import type { RecordsFlag, UploadPreferences } from '../resources/upload-manager/upload-preferences.ts';
import { openUploadDatabase } from '../resources/upload-persistence/upload-database.ts';
import { createUploadLocks } from '../resources/upload-persistence/upload-locks.ts';
import { createTransfers } from '../resources/upload-transfer/transfer.ts';
import { isNotFound } from '../shared/http/index.ts';
import { type ImageServices, ignoreNotFound, refreshCachedImage, sleep } from './image-services.ts';

interface UploadContext extends ImageServices {
  readonly limits: RuntimeConfig['limits'];
  readonly onSessionGone: () => void;
}

/** Creates the upload manager of this tab over the image API, the session and the browser's storage. */
export function createImageUploads(
  context: UploadContext,
  preferences: UploadPreferences,
  flag: RecordsFlag,
): UploadManager {
  const { session, limits } = context;
  return createUploadManager({
    session: {
      owner: () => session()?.user.id ?? null,
      project: () => session()?.project ?? null,
      csrfToken: () => session()?.csrfToken ?? null,
      onExpired: context.onSessionGone,
    },
    images: createImageService(context),
    transfers: createTransfers(),
    database: openUploadDatabase(flag),
    // `navigator.locks` exists only on pages served over HTTPS or from localhost.
    locks: createUploadLocks(navigator.locks as LockManager | undefined, new BroadcastChannel('console-uploads')),
    preferences,
    settings: { sliceBytes: limits.uploadSliceBytes, hash: limits.uploadHash },
    clock: { now: () => performance.now(), sleep },
    page: window,
  });
}

function createImageService(context: UploadContext): ImageService {
  const api: ImageApi = { http: context.http, profile: context.profile };
  return {
    fetch: (id) => fetchImageState(api, id),
    delete: (id) => ignoreNotFound(deleteImage(api, id)),
    startImport: (id, stores) =>
      startImport({
        start: () => startStagedImport(api, id, stores),
        fetchProgress: () => fetchImportProgress(api, id),
        sleep,
      }),
    pollImport: (id, onBytes) => pollStagedImport(context, api, id, onBytes),
    refresh: (id) => void refreshCachedImage(context, api, id),
  };
}

/** Reads the import's progress only in the project where the upload began: other projects may not see the image. */
function pollStagedImport(
  { session }: ImageServices,
  api: ImageApi,
  id: string,
  onBytes: (bytes: number | null) => void,
): Promise<ImportOutcome> {
  const projectId = () => session()?.project?.id;
  const startProjectId = projectId();
  return pollImport({
    fetchProgress: async () => (projectId() === startProjectId ? fetchImportProgress(api, id) : null),
    sleep,
    onStep: (step) => onBytes(step.kind === 'storing' ? step.bytes : null),
  });
}

async function fetchImageState(api: ImageApi, id: string): Promise<ImageState | 'gone'> {
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
