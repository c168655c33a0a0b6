import type { Session } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import type { QueryClient } from '@tanstack/react-query';
import { getImage, type ImageApi } from '../resources/images/image-api.ts';
import { cacheImage, invalidateImage, uncacheImage } from '../resources/images/image-cache.ts';
import { type Http, isNotFound } from '../shared/http/index.ts';
import { scopeOf } from '../shared/query/index.ts';

/** Services that uploads and imports need from the app. */
export interface ImageServices {
  readonly http: Http;
  readonly queries: QueryClient;
  readonly profile: CloudProfile;
  /** Returns the present session; `null` where no user is signed in. */
  readonly session: () => Session | null;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Fetches an image and caches it. A failure is ignored, because the queries that show the image poll it anyway. */
export async function refreshCachedImage(
  { queries, session }: Pick<ImageServices, 'queries' | 'session'>,
  api: ImageApi,
  id: string,
): Promise<void> {
  const current = session();
  if (current === null || current.project === null) return;
  const scope = scopeOf(current);
  try {
    cacheImage(queries, scope, await getImage(api, id));
  } catch (error) {
    if (!isNotFound(error)) return;
    uncacheImage(queries, scope, id);
    // The image's page may be open; its own query fetches the 404.
    await invalidateImage(queries, scope, id);
  }
}

/** Waits for a deletion. An image that is already deleted (404) counts as success. @throws RequestError */
export async function ignoreNotFound(deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
