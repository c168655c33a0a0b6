import type { Locale, Session } from '@console/bff-contract';
import { type ReactNode, StrictMode } from 'react';
import type { RouteObject } from 'react-router';
import { RouterProvider, type RouterProviderProps } from 'react-router/dom';
import { sessionKey } from '../resources/session/session.ts';
import { createSessionGone } from '../resources/session/session-gone.tsx';
import { createHttp } from '../shared/http/index.ts';
import { loadLanguage } from './language-provider.tsx';
import { createLoaders } from './loaders.ts';
import { Providers } from './providers.tsx';
import { createQueryClient } from './query-client.ts';
import { refetchFailedQueries } from './refetch-failed-queries.ts';
import { createRoutes } from './routes.tsx';
import { type SessionChannel, syncSessionAcrossTabs } from './sync-session-across-tabs.ts';

type Router = RouterProviderProps['router'];

/** What the app needs of the browser. */
export interface Browser {
  readonly fetch: typeof fetch;
  readonly createRouter: (routes: RouteObject[]) => Router;
  readonly locale: Locale;
  readonly storage: Storage;
  readonly sessionChannel: SessionChannel;
  /** `(prefers-color-scheme: dark)`. */
  readonly systemDark: MediaQueryList;
  /** CSP nonce for the styles of Ant Design. */
  readonly nonce: string;
}

/** Starts the router with its first requests, loads the texts, and resolves to the element to render. */
export async function createApp(browser: Browser): Promise<{ readonly element: ReactNode; readonly router: Router }> {
  const queries = createQueryClient();
  const knownSession = () => queries.getQueryData<Session | null>(sessionKey) ?? null;
  refetchFailedQueries(queries);
  const sessionGone = createSessionGone(() => knownSession() !== null);
  const http = createHttp({
    fetch: browser.fetch,
    csrfToken: () => knownSession()?.csrfToken ?? null,
    onSessionGone: sessionGone.raise,
  });
  syncSessionAcrossTabs(queries, browser.sessionChannel);

  // The router runs its loaders at once, so their requests are under way while the texts load.
  const router = browser.createRouter(createRoutes(createLoaders(queries, http)));
  const language = await loadLanguage(browser.locale);

  const { storage, systemDark, nonce } = browser;
  const element = (
    <StrictMode>
      <Providers env={{ http, queries, sessionGone, knownSession, language, storage, systemDark, nonce }}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>
  );
  return { element, router };
}
