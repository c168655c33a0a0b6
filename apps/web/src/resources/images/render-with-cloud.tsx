import { type ActionName, actionNames, type Grant, type Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { type Http, HttpProvider, RequestError } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { ProfileProvider } from './profile.tsx';

// Ant Design under jsdom takes seconds when other tests run at the same time.
configure({ asyncUtilTimeout: 8000 });

const project = { id: 'project-1', name: 'dev', domain: 'Default' };
const actions = Object.fromEntries(actionNames.map((name): [ActionName, Grant] => [name, { allowed: true }]));

const session: Session = {
  user: { id: 'u', name: 'alice', domain: 'Default' },
  project,
  projects: [project],
  roles: ['member'],
  region: null,
  regions: [],
  actions: actions as Session['actions'],
  tokenExpiresAt: '2030-01-01T00:00:00Z',
  csrfToken: 't',
};

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Creates the error of a request that the cloud refused. */
export function cloudRefusal(status: number, body: unknown): RequestError {
  return new RequestError({
    kind: 'cloud',
    status,
    body: JSON.stringify(body),
    contentType: 'application/json',
    requestId: 'req-1',
  });
}

/**
 * Renders an element in English for a member of `project-1` whom the policy allows everything.
 * @param respond returns the body of the response to a request, or throws the request's error
 */
export async function renderWithCloud(respond: (request: SentRequest) => unknown, element: ReactNode, profile = 'ecf') {
  const requests: SentRequest[] = [];
  const http: Http = {
    async send({ method = 'GET', path, body, parse }) {
      const request = { method, path, body };
      requests.push(request);
      return parse(await respond(request));
    },
  };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(['session'], session);
  const i18n = await createI18n('en-US');
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <HttpProvider http={http}>
          <ProfileProvider profile={loadProfile(profile)}>
            <ConfigProvider theme={{ token: { motion: false } }}>
              <ToastProvider>
                <ConfirmProvider>{element}</ConfirmProvider>
              </ToastProvider>
            </ConfigProvider>
          </ProfileProvider>
        </HttpProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { requests, queries };
}
