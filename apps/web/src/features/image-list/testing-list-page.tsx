import type { Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { type Image, imageAction } from '@console/image-model';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import type { ImageActions } from '../../resources/images/image-action-button.tsx';
import { ProfileProvider } from '../../resources/images/profile.tsx';
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

/** Creates the session of an administrator in the project `dev`. */
export function createSession(changes: Partial<Session> = {}): Session {
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

/** Creates an image as Glance sends it. Images with a smaller index are newer. */
export function createWireImage(index: number, changes: Readonly<Record<string, unknown>> = {}) {
  const createdAt = new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString();
  return {
    id: `id-${String(index).padStart(4, '0')}`,
    name: `image-${index}`,
    status: 'active',
    visibility: 'private',
    disk_format: 'qcow2',
    size: 1024,
    owner: project.id,
    created_at: createdAt,
    updated_at: createdAt,
    ...changes,
  };
}

export interface ListPageOptions {
  /** Called for each request, so that the images can change between two requests. */
  readonly images: () => readonly ReturnType<typeof createWireImage>[];
  readonly session?: Session;
  /** The query of the page's address, with its question mark. */
  readonly search?: string;
  readonly slots?: ListSlots;
  readonly offered?: ImageActions['offered'];
  /** The browser's storage, shared by several visits. */
  readonly stored?: Map<string, string>;
  /** Failures of the image service by the number of the request, from 1. */
  readonly failures?: Readonly<Record<number, Failure>>;
}

/** An image service that pages by `limit` and `marker` and lists hidden images only for `os_hidden=true`, like Glance. */
function createImageService({ images, failures }: ListPageOptions) {
  const requests: URLSearchParams[] = [];
  const http = {
    async send<T>({ path, parse }: HttpRequest<T>): Promise<T> {
      const query = new URLSearchParams(path.split('?')[1]);
      requests.push(query);
      const failure = failures?.[requests.length];
      if (failure !== undefined) throw new RequestError(failure);
      const ids = query.get('id')?.replace('in:', '').split(',');
      const isHidden = query.get('os_hidden') === 'true';
      const matching = images()
        .filter(({ id }) => ids === undefined || ids.includes(id))
        .filter((image) => ('os_hidden' in image && image.os_hidden === true) === isHidden);
      const start = matching.findIndex(({ id }) => id === query.get('marker')) + 1;
      const page = matching.slice(start, start + Number(query.get('limit')));
      const hasMore = start + page.length < matching.length;
      return parse({ images: page, ...(hasMore ? { next: `/v2/images?marker=${page.at(-1)?.id}` } : {}) });
    },
  };
  return { http, requests };
}

/** Renders the list page in English over an image service with the given images. */
export async function renderListPage(options: ListPageOptions) {
  const i18n = await createI18n('en-US');
  const { http, requests } = createImageService(options);
  const session = options.session ?? createSession();
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  queryClient.setQueryData(['session'], session);
  const startedActions: { readonly action: string; readonly names: readonly string[] }[] = [];
  const actions: ImageActions = {
    offered: options.offered ?? ['download', 'delete'],
    batch: ['delete'],
    permission: (action, image) => imageAction(action, image, session),
    run: (action, images: readonly Image[]) => startedActions.push({ action, names: images.map(({ name }) => name) }),
  };
  const switchedProjects: string[] = [];
  const stored = options.stored ?? new Map<string, string>();
  const router = createMemoryRouter(
    [
      {
        path: '/compute/images',
        element: (
          <ImageListPage
            actions={actions}
            slots={options.slots ?? { shareInbox: null, pendingShareCount: 0, exportDialog: () => null }}
            create={{ adminProject: 'Default/admin', onSwitchProject: ({ name }) => switchedProjects.push(name) }}
            storage={{ getItem: (key) => stored.get(key) ?? null, setItem: (key, text) => stored.set(key, text) }}
          />
        ),
      },
      { path: '*', element: <p>another page</p> },
    ],
    { initialEntries: [`/compute/images${options.search ?? ''}`] },
  );
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <HttpProvider http={http}>
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
  return { requests, startedActions, router, switchedProjects };
}
