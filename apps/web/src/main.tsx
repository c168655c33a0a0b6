import { paths } from '@console/bff-contract';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { createApp } from './app/create-app.tsx';
import { reloadAfterRelease } from './app/reload-after-release.ts';
import { detectLocale, readStoredLocale } from './shared/i18n/index.ts';

reloadAfterRelease({
  window,
  storage: sessionStorage,
  now: Date.now,
  isDialogOpen: () => document.querySelector('[role="dialog"], dialog[open]') !== null,
  isBffReachable: () =>
    fetch(paths.config).then(
      ({ ok }) => ok,
      () => false,
    ),
  reload: () => location.reload(),
});

const { element } = await createApp({
  fetch: (input, init) => fetch(input, init),
  createRouter: createBrowserRouter,
  locale: detectLocale({
    search: location.search,
    stored: readStoredLocale(localStorage),
    browser: navigator.languages,
  }),
  storage: localStorage,
  sessionChannel: new BroadcastChannel('session'),
  systemDark: matchMedia('(prefers-color-scheme: dark)'),
  nonce: document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '',
});
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(element);
