import type { Session } from '@console/bff-contract';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { loadLanguage } from './app/language-provider.tsx';
import { askAhead } from './app/list-ahead.ts';
import { type Environment, Providers } from './app/providers.tsx';
import { createQueryClient } from './app/query-client.ts';
import { recoverByItself } from './app/recovery.ts';
import { createRouter } from './app/routes.tsx';
import { configQuery } from './app/runtime-config.ts';
import { syncSessionAcrossTabs } from './app/sync-session-across-tabs.ts';
import { createSessionGone, sessionQuery } from './resources/session/index.ts';
import { createHttp } from './shared/http/index.ts';
import { detectLocale, readStoredLocale } from './shared/i18n/index.ts';
import { routes } from './shared/paths/index.ts';

const queries = createQueryClient();
const knownSession = () => queries.getQueryData<Session | null>(['session']) ?? null;
recoverByItself(queries);
const sessionGone = createSessionGone(() => knownSession() !== null);
const http = createHttp({
  fetch: (input, init) => fetch(input, init),
  csrfToken: () => knownSession()?.csrfToken ?? null,
  onSessionGone: sessionGone.raise,
});
syncSessionAcrossTabs(queries, new BroadcastChannel('session'));

// All are on their way while the texts load and the frame is drawn; the page waits for whichever is last.
void queries.prefetchQuery(configQuery(http));
void queries.prefetchQuery(sessionQuery(http));
if (location.pathname === routes.images) void askAhead(queries, http);
const router = createRouter();
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
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <Providers env={env}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
