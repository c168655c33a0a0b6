import type { Grant, Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ProfileProvider } from '../../resources/images/profile.tsx';
import { startWebImport } from '../../resources/imports/import-api.ts';
import { importManagerDepsFixture } from '../../resources/imports/import-fixtures.ts';
import { createImportManager, type ImportManager } from '../../resources/imports/import-manager.ts';
import { ImportsProvider } from '../../resources/imports/imports-context.tsx';
import { createLoadedManager, openTab } from '../../resources/upload-manager/upload-tab-fixture.ts';
import { UploadsProvider } from '../../resources/upload-manager/uploads-context.tsx';
import { type Failure, HttpProvider, type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { ImageCreatePage } from './image-create-page.tsx';

// Ant Design is slow under jsdom when other work runs on the machine.
configure({ asyncUtilTimeout: 8000 });

const project = { id: 'p-admin', name: 'admin', domain: 'Default' };

function sessionOf(create: Grant): Session {
  return {
    user: { id: 'u', name: 'admin', domain: 'Default' },
    project,
    projects: [project],
    roles: ['admin'],
    region: null,
    regions: [],
    actions: { 'image.create': create } as Session['actions'],
    tokenExpiresAt: '2030-01-01T00:00:00Z',
    csrfToken: 't',
  };
}

export const IMAGE_ID = '11111111-1111-4111-8111-111111111111';

/** The endpoints of the image API that the form uses. `requests` records every request. */
function fakeCloud({ refusal, importRefusal, deleteRefusal }: CreatePageOptions) {
  const requests: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  const answer = (method: string, path: string, body: unknown): unknown => {
    if (path.endsWith('/stores/available')) return { stores: [{ id: 'fast', default: 'true' }, { id: 'slow' }] };
    if (path.endsWith('/info/import')) return { 'import-methods': { value: ['glance-direct', 'web-download'] } };
    if (path.endsWith('/schemas/image'))
      return { name: 'image', properties: { disk_format: { enum: [null, 'raw', 'vdi'] } } };
    if (method === 'DELETE' || path.endsWith('/import')) return undefined;
    return {
      ...(body as object),
      id: IMAGE_ID,
      status: 'queued',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    };
  };
  return {
    requests,
    http: {
      async send<T>({ method = 'GET', path, body, parse }: HttpRequest<T>): Promise<T> {
        requests.push({ method, path, body });
        const failure = path.endsWith('/import') ? importRefusal : method === 'DELETE' ? deleteRefusal : refusal;
        if (method !== 'GET' && failure !== undefined) throw new RequestError(failure);
        return parse(answer(method, path, body));
      },
    },
  };
}

export interface CreatePageOptions {
  readonly profile?: string;
  readonly grant?: Grant;
  /** The failure of the request that creates the image. */
  readonly refusal?: Failure;
  /** The failures of the import and of the deletion after it. */
  readonly importRefusal?: Failure;
  readonly deleteRefusal?: Failure;
  /** Replaces the deletion of an image whose upload was rejected. */
  readonly deleteImage?: () => Promise<void>;
  readonly onSwitchProject?: () => void;
}

/** Renders the page with a fake cloud and transfers whose reports the test sends. */
export async function renderCreatePage(options: CreatePageOptions = {}) {
  const i18n = await createI18n('en-US');
  const cloud = fakeCloud(options);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(['session'], sessionOf(options.grant ?? { allowed: true }));
  const deleted: string[] = [];
  const tab = openTab({
    images: {
      delete: async (id) => {
        await options.deleteImage?.();
        deleted.push(id);
      },
    },
  });
  const imports: ImportManager = createImportManager(
    importManagerDepsFixture({
      startImport: (id, source) => startWebImport(cloud, id, source),
      project: () => project,
    }),
  );
  const router = createMemoryRouter(
    [
      {
        path: routes.imageCreate,
        element: (
          <ImageCreatePage
            adminProject="Default/admin"
            onSwitchProject={options.onSwitchProject ?? (() => undefined)}
            onSignInAgain={() => undefined}
          />
        ),
      },
      { path: routes.images, element: <p>the list</p> },
      { path: `${routes.images}/:id`, element: <p>the image</p> },
    ],
    { initialEntries: [routes.images, routes.imageCreate] },
  );
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <HttpProvider http={cloud.http}>
          <ProfileProvider profile={loadProfile(options.profile ?? 'ecf')}>
            <UploadsProvider manager={createLoadedManager(tab.manager)} preferences={tab.preferences}>
              <ImportsProvider imports={imports}>
                <ToastProvider>
                  <ConfirmProvider>
                    <RouterProvider router={router} />
                  </ConfirmProvider>
                </ToastProvider>
              </ImportsProvider>
            </UploadsProvider>
          </ProfileProvider>
        </HttpProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  await screen.findByRole('heading', { name: 'Create Image' });
  return { requests: cloud.requests, transfers: tab.transfers, deleted, uploads: tab.manager, imports };
}
