import type { Session } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import type { QueryClient } from '@tanstack/react-query';
import { getImage, type ImageApi } from '../resources/images/image-api.ts';
import { cacheImage, invalidateImage, uncacheImage } from '../resources/images/image-cache.ts';
import { type Http, isNotFound } from '../shared/http/index.ts';
import { scopeOf } from '../shared/query/index.ts';

/** What uploads and imports stand among. */
export interface ImageServices {
  readonly http: Http;
  readonly queries: QueryClient;
  readonly profile: CloudProfile;
  /** The session at the moment; `null` = nobody. */
  readonly session: () => Session | null;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Reads the image and puts it wherever images are shown; nothing is said where that fails, the lists refresh anyway. */
export async function refreshCachedImage(
  { queries, session }: Pick<ImageServices, 'queries' | 'session'>,
  api: ImageApi,
  id: string,
): Promise<void> {
  const now = session();
  if (now === null || now.project === null) return;
  const scope = scopeOf(now);
  try {
    cacheImage(queries, scope, await getImage(api, id));
  } catch (error) {
    if (!isNotFound(error)) return;
    uncacheImage(queries, scope, id);
    // The image's own page may be open: it finds out for itself.
    await invalidateImage(queries, scope, id);
  }
}

/** What was to be removed may have gone by itself. */
export async function ignoreNotFound(deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
