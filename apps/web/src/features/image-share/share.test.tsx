// @vitest-environment jsdom
import type { Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { ProfileProvider } from '../../resources/image/index.ts';
import { imageOf } from '../../resources/image/testing.ts';
import { HttpProvider, type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { startI18n } from '../../shared/i18n/index.ts';
import { FeedbackProvider } from '../../shared/ui/index.ts';
import { ShareInbox, SharingPanel } from './index.ts';

afterEach(cleanup);
// Ant Design under jsdom is slow where other work runs beside.
configure({ asyncUtilTimeout: 8000 });

const dev = { id: 'p-dev', name: 'dev', domain: 'Default' };
const ops = { id: 'p-ops', name: 'ops', domain: 'Default' };
const shared = imageOf({ id: 'i-1', name: 'web', visibility: 'shared', owner: dev.id });

interface Row {
  readonly project: string;
  status: string;
}

/** Glance's members of one image, kept as Glance keeps them; says what it was asked. */
function fakeGlance(rows: Row[], visibility = 'shared') {
  const asked: string[] = [];
  const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' };
  const wire = { id: 'i-1', name: 'web', status: 'active', owner: dev.id, visibility, size: 5, ...times };
  const json = (row: Row) => ({ member_id: row.project, image_id: 'i-1', status: row.status, ...times });
  const refuse = (status: number) =>
    new RequestError({ kind: 'cloud', status, body: '', contentType: 'application/json', requestId: 'req-7' });

  function answer(method: string, path: string, body: unknown): unknown {
    const [address = '', query] = path.split('?');
    const [, project] = address.split('/members/');
    const row = rows.find((one) => one.project === project);
    if (address.endsWith('/members') && method === 'GET') return { members: rows.map(json) };
    if (address.endsWith('/members')) {
      const { member } = body as { member: string };
      if (rows.some((one) => one.project === member)) throw refuse(409);
      rows.push({ project: member, status: 'pending' });
      return json({ project: member, status: 'pending' });
    }
    if (project !== undefined) {
      if (row === undefined) throw refuse(404);
      if (method === 'PUT') row.status = (body as { status: string }).status;
      if (method === 'DELETE') rows.splice(rows.indexOf(row), 1);
      return json(row);
    }
    if (query === undefined) return method === 'PATCH' ? { ...wire, visibility: 'shared' } : wire;
    const status = new URLSearchParams(query).get('member_status');
    return { images: rows.some((one) => one.project === ops.id && one.status === status) ? [wire] : [] };
  }

  return {
    asked,
    http: {
      async send<T>({ method = 'GET', path, body, parse }: HttpRequest<T>): Promise<T> {
        if (method !== 'GET')
          asked.push(`${method} ${path.replace('/api/image/v2/images/', '')} ${JSON.stringify(body)}`);
        return parse(answer(method, path, body));
      },
    },
  };
}

type Grants = Partial<Session['actions']>;
const allowed = { allowed: true } as const;
const memberGrants: Grants = { 'image.modify': allowed, 'image.share': allowed, 'image.answerShare': allowed };

async function open(what: ReactNode, glance: ReturnType<typeof fakeGlance>, project = dev, actions = memberGrants) {
  const i18n = await startI18n('en-US');
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
            <FeedbackProvider>
              <MemoryRouter>{what}</MemoryRouter>
            </FeedbackProvider>
          </ProfileProvider>
        </HttpProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const type = async (text: string) =>
  fireEvent.change(await screen.findByRole('combobox', { name: 'Share with project' }), { target: { value: text } });

it('lets the owner share with a project by its name, and shows that it has not answered', async () => {
  const glance = fakeGlance([]);
  await open(<SharingPanel image={shared} />, glance);
  await screen.findByText('Not shared with any project yet');
  await type('ops');
  await press('Share');
  const row = (await screen.findByText('Pending')).closest('tr');
  expect(within(row as HTMLElement).getByText('p-ops')).toBeTruthy();
  expect(glance.asked).toEqual(['POST i-1/members {"member":"p-ops"}']);
});

it('says at the field what cannot be shared with, and doubts what is no project ID', async () => {
  const glance = fakeGlance([{ project: ops.id, status: 'accepted' }]);
  await open(<SharingPanel image={shared} />, glance);
  await type('dev');
  await press('Share');
  await screen.findByText('This project owns the image already');
  await type('ops');
  await screen.findByText('Already shared with this project');
  await type('marketing');
  await press('Share');
  await press('Share anyway');
  await screen.findByText('Shared with project marketing');
  expect(glance.asked).toEqual(['POST i-1/members {"member":"marketing"}']);
});

it('removes a project after asking', async () => {
  const glance = fakeGlance([{ project: ops.id, status: 'accepted' }]);
  await open(<SharingPanel image={shared} />, glance);
  await press('Remove project ops');
  expect(glance.asked).toEqual([]);
  await press('Remove');
  await screen.findByText('Not shared with any project yet');
  expect(glance.asked).toEqual(['DELETE i-1/members/p-ops undefined']);
});

it('lets a member leave, which is to reject', async () => {
  const glance = fakeGlance([{ project: ops.id, status: 'accepted' }]);
  await open(<SharingPanel image={shared} />, glance, ops);
  await screen.findByText('This image belongs to project “dev”.');
  expect(screen.queryByRole('button', { name: 'Remove project ops' })).toBeNull();
  expect(screen.queryByRole('combobox')).toBeNull();
  await press('Leave image web');
  await press('Leave');
  await screen.findByText('Rejected');
  expect(glance.asked).toEqual(['PUT i-1/members/p-ops {"status":"rejected"}']);
});

it('offers to make a private image shared, and a public one only with a warning', async () => {
  const glance = fakeGlance([], 'private');
  await open(<SharingPanel image={{ ...shared, visibility: 'private' }} />, glance);
  await press('Change visibility to shared');
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: 'Change visibility to shared' }));
  await waitFor(() =>
    expect(glance.asked).toEqual(['PATCH i-1 [{"op":"replace","path":"/visibility","value":"shared"}]']),
  );
  cleanup();
  await open(<SharingPanel image={{ ...shared, visibility: 'public' }} />, fakeGlance([], 'public'));
  await press('Change visibility to shared');
  await screen.findByText(/Everybody else no longer sees it/);
});

it('answers from the inbox', async () => {
  const glance = fakeGlance([{ project: ops.id, status: 'pending' }]);
  await open(<ShareInbox />, glance, ops);
  const table = await screen.findByRole('table', { name: 'Pending (1)' });
  expect(within(table).getByRole('link', { name: 'web' }).getAttribute('href')).toBe('/compute/images/i-1');
  await press('Accept image web');
  await screen.findByRole('table', { name: 'Accepted (1)' });
  expect(glance.asked).toEqual(['PUT i-1/members/p-ops {"status":"accepted"}']);
});

it('says to a reader why nothing can be answered', async () => {
  const glance = fakeGlance([{ project: ops.id, status: 'pending' }]);
  await open(<ShareInbox />, glance, ops, {
    'image.answerShare': { allowed: false, reason: 'memberRoleNeeded' },
  });
  const accept = await screen.findByRole('button', { name: 'Accept' });
  fireEvent.focus(accept);
  expect(screen.getByRole('tooltip', { hidden: true }).textContent).toBe('Your role in this project is read-only');
  fireEvent.click(accept);
  expect(glance.asked).toEqual([]);
});
