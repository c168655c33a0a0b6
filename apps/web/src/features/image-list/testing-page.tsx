import type { Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { type Image, imageAction } from '@console/image-model';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { type ImageActions, ProfileProvider } from '../../resources/image/index.ts';
import { type Failure, HttpProvider, type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { ImageListPage, type ListSlots } from './image-list-page.tsx';

configure({ asyncUtilTimeout: 8000 });

const allowed = { allowed: true } as const;
const grants = {
  'image.create': allowed,
  'image.download': allowed,
  'image.tag': allowed,
  'image.delete': allowed,
};
const project = { id: 'p-dev', name: 'dev', domain: 'Default' };

export function sessionOf(changes: Partial<Session> = {}): Session {
  return {
    user: { id: 'u', name: 'admin', domain: 'Default' },
    project,
    projects: [project],
    roles: ['admin'],
    region: null,
    regions: [],
    actions: grants as unknown as Session['actions'],
    tokenExpiresAt: '2030-01-01T00:00:00Z',
    csrfToken: 't',
    ...changes,
  };
}

/** An image as the cloud sends it; `place` orders them, newest first. */
export function wireOf(place: number, changes: Readonly<Record<string, unknown>> = {}) {
  const at = new Date(Date.UTC(2026, 0, 1) - place * 60_000).toISOString();
  return {
    id: `id-${String(place).padStart(4, '0')}`,
    name: `image-${place}`,
    status: 'active',
    visibility: 'private',
    disk_format: 'qcow2',
    size: 1024,
    owner: project.id,
    created_at: at,
    updated_at: at,
    ...changes,
  };
}

type Wire = ReturnType<typeof wireOf>;

export interface Story {
  readonly images: () => readonly Wire[];
  readonly session?: Session;
  readonly address?: string;
  readonly slots?: ListSlots;
  readonly offered?: ImageActions['offered'];
  /** What the browser keeps from one visit to the next. */
  readonly kept?: Map<string, string>;
  /** What the image API answers instead, by the number of the request from 1. */
  readonly failures?: Readonly<Record<number, Failure>>;
}

function fakeCloud(story: Story) {
  const asked: URLSearchParams[] = [];
  return {
    asked,
    http: {
      async send<T>({ path, parse }: HttpRequest<T>): Promise<T> {
        const query = new URLSearchParams(path.split('?')[1]);
        asked.push(query);
        const failure = story.failures?.[asked.length];
        if (failure !== undefined) throw new RequestError(failure);
        const ids = query.get('id')?.replace('in:', '').split(',');
        const isHidden = query.get('os_hidden') === 'true';
        const all = story
          .images()
          .filter(({ id }) => ids === undefined || ids.includes(id))
          .filter((image) => ('os_hidden' in image && image.os_hidden === true) === isHidden);
        const start = all.findIndex(({ id }) => id === query.get('marker')) + 1;
        const images = all.slice(start, start + Number(query.get('limit')));
        const more = start + images.length < all.length;
        return parse({ images, ...(more ? { next: `/v2/images?marker=${images.at(-1)?.id}` } : {}) });
      },
    },
  };
}

/** The list as `app/` would draw it, over a cloud that a test plays. English. */
export async function openList(story: Story) {
  const i18n = await createI18n('en-US');
  const cloud = fakeCloud(story);
  const session = story.session ?? sessionOf();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  queries.setQueryData(['session'], session);
  const ran: { readonly action: string; readonly names: readonly string[] }[] = [];
  const actions: ImageActions = {
    offered: story.offered ?? ['download', 'delete'],
    batch: ['delete'],
    permission: (action, image) => imageAction(action, image, session),
    run: (action, images: readonly Image[]) => ran.push({ action, names: images.map(({ name }) => name) }),
  };
  const switched: string[] = [];
  const kept = story.kept ?? new Map<string, string>();
  const router = createMemoryRouter(
    [
      {
        path: '/compute/images',
        element: (
          <ImageListPage
            actions={actions}
            slots={story.slots ?? { inbox: null, waiting: 0, exportDialog: () => null }}
            create={{ adminProject: 'Default/admin', onSwitchProject: ({ name }) => switched.push(name) }}
            store={{ getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) }}
          />
        ),
      },
      { path: '*', element: <p>elsewhere</p> },
    ],
    { initialEntries: [`/compute/images${story.address ?? ''}`] },
  );
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <HttpProvider http={cloud.http}>
          <ProfileProvider profile={loadProfile('openstack')}>
            <ToastProvider>
              <ConfirmProvider>
                <RouterProvider router={router} />
              </ConfirmProvider>
            </ToastProvider>
          </ProfileProvider>
        </HttpProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { asked: cloud.asked, ran, router, switched };
}
