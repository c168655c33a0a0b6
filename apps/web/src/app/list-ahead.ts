import { loadProfile } from '@console/cloud-profiles';
import type { QueryClient } from '@tanstack/react-query';
import { imagesQuery, scopeOf } from '../resources/image/index.ts';
import { sessionQuery } from '../resources/session/index.ts';
import type { Http } from '../shared/http/index.ts';
import { configQuery } from './runtime-config.ts';

/**
 * Asks for the list as soon as it is known whose, while the page is still being drawn; the page finds it under way. What goes
 * wrong here is the page's to say: it asks again.
 */
export async function askAhead(queries: QueryClient, http: Http): Promise<void> {
  const known = Promise.all([queries.ensureQueryData(configQuery(http)), queries.ensureQueryData(sessionQuery(http))]);
  const [config, session] = await known.catch(() => [null, null]);
  if (config === null || session === null || session.project === null) return;
  const profile = loadProfile(config.profile, config.profileOverrides);
  await queries.prefetchQuery(imagesQuery({ http, profile }, scopeOf(session)));
}
