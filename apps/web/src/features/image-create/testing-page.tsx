import type { Grant, Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ProfileProvider } from '../../resources/images/profile.tsx';
import { startWebImport } from '../../resources/imports/import-api.ts';
import { importManagerDepsOf } from '../../resources/imports/import-fixtures.ts';
import { createImportManager, type ImportManager } from '../../resources/imports/import-manager.ts';
import { ImportsProvider } from '../../resources/imports/imports-context.tsx';
import { createUploads, type Uploads, UploadsProvider } from '../../resources/upload/index.ts';
import { quietDeps } from '../../resources/upload/testing.ts';
import { type Failure, HttpProvider, type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { ImageCreatePage } from './create-page.tsx';

// Ant Design under jsdom is slow where other work runs beside.
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

/** The image API as far as the form uses it; says what it was asked. */
function fakeCloud({ refusal, importRefusal, deleteRefusal }: Story) {
  const asked: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  const answers = (method: string, path: string, body: unknown): unknown => {
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
    asked,
    http: {
      async send<T>({ method = 'GET', path, body, parse }: HttpRequest<T>): Promise<T> {
        asked.push({ method, path, body });
        const failure = path.endsWith('/import') ? importRefusal : method === 'DELETE' ? deleteRefusal : refusal;
        if (method !== 'GET' && failure !== undefined) throw new RequestError(failure);
        return parse(answers(method, path, body));
      },
    },
  };
}

export interface Story {
  readonly profile?: string;
  readonly grant?: Grant;
  /** What the image API answers to the creation, instead of an image. */
  readonly refusal?: Failure;
  /** The same for the import, and for cleaning up after it. */
  readonly importRefusal?: Failure;
  readonly deleteRefusal?: Failure;
  readonly removeImage?: () => Promise<void>;
  readonly onSwitchProject?: () => void;
}

/** The page as `app/` would draw it, over a cloud and a transfer that a test plays. English. */
export async function openPage(story: Story = {}) {
  const i18n = await createI18n('en-US');
  const cloud = fakeCloud(story);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(['session'], sessionOf(story.grant ?? { allowed: true }));
  const transfers: { report: Parameters<Parameters<typeof createUploads>[0]['startTransfer']>[1] }[] = [];
  const removed: string[] = [];
  const uploads: Uploads = createUploads(
    quietDeps({
      startTransfer: (_spec, report) => {
        transfers.push({ report });
        return { pause() {}, resume() {}, wake() {}, stop() {} };
      },
      removeImage: async (id) => {
        await story.removeImage?.();
        removed.push(id);
      },
    }),
  );
  const imports: ImportManager = createImportManager(
    importManagerDepsOf({ startImport: (id, source) => startWebImport(cloud, id, source), project: () => project }),
  );
  const router = createMemoryRouter(
    [
      {
        path: routes.imageCreate,
        element: (
          <ImageCreatePage
            adminProject="Default/admin"
            onSwitchProject={story.onSwitchProject ?? (() => undefined)}
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
          <ProfileProvider profile={loadProfile(story.profile ?? 'ecf')}>
            <UploadsProvider uploads={uploads}>
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
  return { asked: cloud.asked, transfers, removed, uploads, imports };
}
