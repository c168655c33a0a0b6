import { loadProfile } from '@console/cloud-profiles';
import type { QueryClient } from '@tanstack/react-query';
import type { LoaderFunction } from 'react-router';
import type { ImageApi } from '../resources/images/image-api.ts';
import { imageQuery, imagesQuery } from '../resources/images/image-queries.ts';
import { sessionQuery } from '../resources/session/session.ts';
import type { Http } from '../shared/http/index.ts';
import { type Scope, scopeOf } from '../shared/query/index.ts';
import { configQuery } from './runtime-config.ts';

/**
 * Loaders of the routes. They start requests while the page's code and texts load, and never wait for them: pages read the
 * same queries, show what has arrived, and report failures themselves.
 */
export interface Loaders {
  /** Starts the requests for session and configuration, which every page needs. */
  readonly start: LoaderFunction;
  /** Starts the request for the image list. */
  readonly imageList: LoaderFunction;
  /** Starts the request for the image of the route's parameter `id`. */
  readonly image: LoaderFunction;
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
    image: ({ params }) => {
      void prefetchImage(queries, http, params.id ?? '');
      return null;
    },
  };
}

/** Fills the query of the image list. Without a session with a project it sends no request for images. */
export async function prefetchImages(queries: QueryClient, http: Http): Promise<void> {
  const cloud = await resolveCloud(queries, http);
  if (cloud !== null) await queries.prefetchQuery(imagesQuery(cloud.api, cloud.scope));
}

/** Fills the query of one image. Without a session with a project it sends no request for the image. */
export async function prefetchImage(queries: QueryClient, http: Http, id: string): Promise<void> {
  const cloud = await resolveCloud(queries, http);
  if (cloud !== null) await queries.prefetchQuery(imageQuery(cloud.api, cloud.scope, id));
}

/** Resolves as soon as session and configuration are known; to `null` without them or without a project. */
async function resolveCloud(
  queries: QueryClient,
  http: Http,
): Promise<{ readonly api: ImageApi; readonly scope: Scope } | null> {
  const start = Promise.all([queries.ensureQueryData(configQuery(http)), queries.ensureQueryData(sessionQuery(http))]);
  const [config, session] = await start.catch(() => [null, null]);
  if (config === null || session === null || session.project === null) return null;
  const profile = loadProfile(config.profile, config.profileOverrides);
  return { api: { http, profile }, scope: scopeOf(session) };
}
