import { paths, type Session } from '@console/bff-contract';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { loadLanguage } from './app/language-provider.tsx';
import { createLoaders } from './app/loaders.ts';
import { type Environment, Providers } from './app/providers.tsx';
import { createQueryClient } from './app/query-client.ts';
import { refetchFailedQueries } from './app/refetch-failed-queries.ts';
import { reloadAfterRelease } from './app/reload-after-release.ts';
import { createRoutes } from './app/routes.tsx';
import { syncSessionAcrossTabs } from './app/sync-session-across-tabs.ts';
import { createSessionGone } from './resources/session/session-gone.tsx';
import { createHttp } from './shared/http/index.ts';
import { detectLocale, readStoredLocale } from './shared/i18n/index.ts';

reloadAfterRelease({
  window,
  storage: sessionStorage,
  now: Date.now,
  isBffReachable: () =>
    fetch(paths.config).then(
      ({ ok }) => ok,
      () => false,
    ),
  reload: () => location.reload(),
});

const queries = createQueryClient();
const knownSession = () => queries.getQueryData<Session | null>(['session']) ?? null;
refetchFailedQueries(queries);
const sessionGone = createSessionGone(() => knownSession() !== null);
const http = createHttp({
  fetch: (input, init) => fetch(input, init),
  csrfToken: () => knownSession()?.csrfToken ?? null,
  onSessionGone: sessionGone.raise,
});
syncSessionAcrossTabs(queries, new BroadcastChannel('session'));

// The router starts its loaders at once, so their requests run while the texts load.
const router = createBrowserRouter(createRoutes(createLoaders(queries, http)));
const language = await loadLanguage(
  detectLocale({ search: location.search, stored: readStoredLocale(localStorage), browser: navigator.languages }),
);

const env: Environment = {
  http,
  queries,
  sessionGone,
  knownSession,
  language,
  storage: localStorage,
  systemDark: matchMedia('(prefers-color-scheme: dark)'),
  nonce: document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '',
};
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Providers env={env}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
