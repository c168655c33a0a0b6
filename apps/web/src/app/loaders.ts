import { loadProfile } from '@console/cloud-profiles';
import type { QueryClient } from '@tanstack/react-query';
import { imagesQuery } from '../resources/images/image-queries.ts';
import { sessionQuery } from '../resources/session/session.ts';
import type { Http } from '../shared/http/index.ts';
import { scopeOf } from '../shared/query/index.ts';
import { configQuery } from './runtime-config.ts';

/**
 * Loaders of the routes. They start requests while the page's code and texts still load, and never wait for them: pages
 * read the same queries, show what has arrived, and report failures themselves.
 */
export interface Loaders {
  /** Starts the requests for session and configuration, which every page needs. */
  readonly start: () => null;
  /** Starts the request for the image list as soon as session and configuration are known. */
  readonly imageList: () => null;
}

export function createLoaders(queries: QueryClient, http: Http): Loaders {
  return {
    start: () => {
      void queries.prefetchQuery(configQuery(http));
      void queries.prefetchQuery(sessionQuery(http));
      return null;
    },
    imageList: () => {
      void prefetchImages(queries, http);
      return null;
    },
  };
}

/** Fills the query of the image list; without a session with a project, it sends no request for images. */
export async function prefetchImages(queries: QueryClient, http: Http): Promise<void> {
  const start = Promise.all([queries.ensureQueryData(configQuery(http)), queries.ensureQueryData(sessionQuery(http))]);
  const [config, session] = await start.catch(() => [null, null]);
  if (config === null || session === null || session.project === null) return;
  const profile = loadProfile(config.profile, config.profileOverrides);
  await queries.prefetchQuery(imagesQuery({ http, profile }, scopeOf(session)));
}
