import type { RuntimeConfig, Session } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import type { QueryClient } from '@tanstack/react-query';
import {
  createImports,
  deleteImage,
  dropImage,
  followImport,
  getImage,
  type ImageApi,
  type Imports,
  lookAtImport,
  putImage,
  refreshImage,
  scopeOf,
  startStagedImport,
  startWebImport,
} from '../resources/image/index.ts';
import {
  createUploads,
  type ImageState,
  type ImportOutcome,
  startInWorker,
  type Uploads,
} from '../resources/upload/index.ts';
import { type Http, isNotFound } from '../shared/http/index.ts';

export interface UploadSurroundings {
  readonly http: Http;
  readonly queries: QueryClient;
  readonly profile: CloudProfile;
  readonly limits: RuntimeConfig['limits'];
  /** The session at the moment; `null` = nobody. */
  readonly session: () => Session | null;
  readonly onSessionGone: () => void;
}

/** The one place where uploads meet images: what the engine asks of an image, and who hears of a change. */
export function uploadsFor(around: UploadSurroundings): Uploads {
  const api: ImageApi = { http: around.http, profile: around.profile };
  return createUploads({
    csrfToken: () => around.session()?.csrfToken ?? null,
    fetch: (input, init) => fetch(input, init),
    startTransfer: startInWorker,
    sliceBytes: around.limits.uploadSliceBytes,
    parallel: around.limits.uploadParallel,
    hash: around.limits.uploadHash,
    removeImage: (id) => unlessGone(deleteImage(api, id)),
    imageState: (id) => imageState(api, id),
    startImport: (id, stores) => startStagedImport(api, id, stores),
    followImport: (id, onBytes) => followStaged(around, api, id, onBytes),
    onChange: (id) => void lookAgain(around, api, id),
    onSessionGone: around.onSessionGone,
    now: () => performance.now(),
    sleep,
    window,
  });
}

/** Imports that need no bytes from here: what the cloud fetches by itself. */
export function importsFor(around: Pick<UploadSurroundings, 'http' | 'queries' | 'profile' | 'session'>): Imports {
  const api: ImageApi = { http: around.http, profile: around.profile };
  return createImports({
    startImport: (id, source) => startWebImport(api, id, source),
    look: (id) => lookAtImport(api, id),
    project: () => projectOf(around),
    removeImage: (id) => unlessGone(deleteImage(api, id)),
    onChange: (id) => void lookAgain(around, api, id),
    sleep,
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function projectOf({ session }: Pick<UploadSurroundings, 'session'>): string | null {
  return session()?.project?.id ?? null;
}

/** Looks only from the project where it began: from another one the image may not be seen at all. */
function followStaged(
  around: UploadSurroundings,
  api: ImageApi,
  id: string,
  onBytes: (bytes: number | null) => void,
): Promise<ImportOutcome> {
  const project = projectOf(around);
  return followImport({
    look: async () => (projectOf(around) === project ? lookAtImport(api, id) : null),
    sleep,
    onStep: (step) => onBytes(step.kind === 'storing' ? step.bytes : null),
  });
}

async function imageState(api: ImageApi, id: string): Promise<ImageState> {
  const { wire, image } = await getImage(api, id);
  const hash = wire.os_hash_algo === 'sha512' && typeof wire.os_hash_value === 'string' ? wire.os_hash_value : null;
  return { status: image.status, size: image.size, hash };
}

/** Reads the image and puts it wherever images are shown; nothing is said where that fails, the lists refresh anyway. */
async function lookAgain(
  { queries, session }: Pick<UploadSurroundings, 'queries' | 'session'>,
  api: ImageApi,
  id: string,
): Promise<void> {
  const now = session();
  if (now === null || now.project === null) return;
  const scope = scopeOf(now);
  try {
    putImage(queries, scope, await getImage(api, id));
  } catch (error) {
    if (!isNotFound(error)) return;
    dropImage(queries, scope, id);
    // The image's own page may be open: it finds out for itself.
    await refreshImage(queries, scope, id);
  }
}

async function unlessGone(deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
