import type { Locale } from '@console/bff-contract';
import { configure, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { createApp } from '../create-app.tsx';
import type { TestConsole } from './test-console.ts';

// Requests go through the BFF to the embedded cloud, on a machine that is busy with other tests.
configure({ asyncUtilTimeout: 8000 });

export interface RenderedApp {
  readonly user: UserEvent;
  /** Path and search of the page on the screen. */
  readonly location: () => string;
  readonly navigate: (path: string) => Promise<void>;
}

/**
 * Renders the whole app in jsdom over a console of `setUpTestConsole`: real providers, routes and requests.
 * @param path address with which the page is opened
 */
export async function renderApp(
  console: TestConsole,
  path: string,
  options: { readonly locale?: Locale } = {},
): Promise<RenderedApp> {
  const { element, router } = await createApp({
    fetch: console.fetch,
    createRouter: (routes) => createMemoryRouter(routes, { initialEntries: [path] }),
    locale: options.locale ?? 'en-US',
    storage: localStorage,
    sessionChannel: { postMessage: () => undefined, onmessage: null },
    systemDark: matchMedia('(prefers-color-scheme: dark)'),
    nonce: '',
  });
  render(element);
  return {
    user: userEvent.setup(),
    location: () => `${router.state.location.pathname}${router.state.location.search}`,
    navigate: (to) => router.navigate(to),
  };
}
