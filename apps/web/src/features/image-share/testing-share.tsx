import type { Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { ProfileProvider } from '../../resources/images/profile.tsx';
import { HttpProvider, type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';

// Ant Design is slow under jsdom when other work runs on the machine.
configure({ asyncUtilTimeout: 8000 });

export const dev = { id: 'p-dev', name: 'dev', domain: 'Default' };
export const ops = { id: 'p-ops', name: 'ops', domain: 'Default' };
export const sharedImage = imageFixture({ id: 'i-1', name: 'web', visibility: 'shared', owner: dev.id });

interface MemberRow {
  readonly project: string;
  status: string;
}

/** Glance with one image and its members. `writes` records every request that is not a GET. */
export function fakeGlance(rows: MemberRow[], visibility = 'shared') {
  const writes: string[] = [];
  const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' };
  const wire = { id: 'i-1', name: 'web', status: 'active', owner: dev.id, visibility, size: 5, ...times };
  const json = (row: MemberRow) => ({ member_id: row.project, image_id: 'i-1', status: row.status, ...times });
  const refusal = (status: number) =>
    new RequestError({ kind: 'cloud', status, body: '', contentType: 'application/json', requestId: 'req-7' });

  function answer(method: string, path: string, body: unknown): unknown {
    const [address = '', query] = path.split('?');
    const [, project] = address.split('/members/');
    const row = rows.find((known) => known.project === project);
    if (address.endsWith('/members') && method === 'GET') return { members: rows.map(json) };
    if (address.endsWith('/members')) {
      const { member } = body as { member: string };
      if (rows.some((row) => row.project === member)) throw refusal(409);
      rows.push({ project: member, status: 'pending' });
      return json({ project: member, status: 'pending' });
    }
    if (project !== undefined) {
      if (row === undefined) throw refusal(404);
      if (method === 'PUT') row.status = (body as { status: string }).status;
      if (method === 'DELETE') rows.splice(rows.indexOf(row), 1);
      return json(row);
    }
    if (query === undefined) return method === 'PATCH' ? { ...wire, visibility: 'shared' } : wire;
    const status = new URLSearchParams(query).get('member_status');
    return { images: rows.some((row) => row.project === ops.id && row.status === status) ? [wire] : [] };
  }

  return {
    writes,
    http: {
      async send<T>({ method = 'GET', path, body, parse }: HttpRequest<T>): Promise<T> {
        if (method !== 'GET')
          writes.push(`${method} ${path.replace('/api/image/v2/images/', '')} ${JSON.stringify(body)}`);
        return parse(answer(method, path, body));
      },
    },
  };
}

type Grants = Partial<Session['actions']>;
const allowed = { allowed: true } as const;
const memberGrants: Grants = { 'image.modify': allowed, 'image.share': allowed, 'image.answerShare': allowed };

/** Renders the element for a signed-in member in English. */
export async function renderShare(
  element: ReactNode,
  glance: ReturnType<typeof fakeGlance>,
  project = dev,
  actions = memberGrants,
) {
  const i18n = await createI18n('en-US');
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(['session'], {
    user: { id: 'u', name: 'alice', domain: 'Default' },
    project,
    projects: [dev, ops],
    roles: ['member'],
    region: null,
    regions: [],
    actions: actions as Session['actions'],
    tokenExpiresAt: '2030-01-01T00:00:00Z',
    csrfToken: 't',
  } satisfies Session);
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <HttpProvider http={glance.http}>
          <ProfileProvider profile={loadProfile('openstack')}>
            <ToastProvider>
              <ConfirmProvider>
                <MemoryRouter>{element}</MemoryRouter>
              </ConfirmProvider>
            </ToastProvider>
          </ProfileProvider>
        </HttpProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

export const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
export const enterProject = async (text: string) =>
  fireEvent.change(await screen.findByRole('combobox', { name: 'Share with project' }), { target: { value: text } });
