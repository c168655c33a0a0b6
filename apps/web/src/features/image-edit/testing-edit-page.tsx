import type { Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import type { JsonPatchOperation } from '@console/image-codec';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ProfileProvider } from '../../resources/images/profile.tsx';
import { type Failure, HttpProvider, type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { ConfirmProvider, ToastProvider } from '../../shared/ui/index.ts';
import { ImageEditPage } from './edit-page.tsx';
import { imageId, wireImageFixture } from './image-record-fixture.ts';

// Ant Design under jsdom takes seconds when other tests run at the same time.
configure({ asyncUtilTimeout: 8000 });

const project = { id: 'p-admin', name: 'admin', domain: 'Default' };
const session: Session = {
  user: { id: 'u', name: 'admin', domain: 'Default' },
  project,
  projects: [project],
  roles: ['admin'],
  region: null,
  regions: [],
  actions: { 'image.modify': { allowed: true } } as Session['actions'],
  tokenExpiresAt: '2030-01-01T00:00:00Z',
  csrfToken: 't',
};

/** Creates an image API with one image, which other users can change. */
function fakeCloud(start: Readonly<Record<string, unknown>>) {
  let image = start;
  const patches: (readonly JsonPatchOperation[])[] = [];
  const refusals: Failure[] = [];
  const apply = (patch: readonly JsonPatchOperation[]) => {
    const after = { ...image };
    for (const operation of patch) {
      const name = operation.path.slice(1);
      if (operation.op === 'remove') delete after[name];
      else after[name] = operation.value;
    }
    image = after;
  };
  return {
    patches,
    /** Makes the cloud refuse the next patch. */
    refuseNext: (failure: Failure) => refusals.push(failure),
    /** Changes the image as another user. */
    change: (changes: Readonly<Record<string, unknown>>) => {
      image = { ...image, ...changes };
    },
    http: {
      async send<T>({ method = 'GET', body, parse }: HttpRequest<T>): Promise<T> {
        if (method === 'PATCH') {
          const failure = refusals.shift();
          if (failure !== undefined) throw new RequestError(failure);
          const patch = body as readonly JsonPatchOperation[];
          patches.push(patch);
          apply(patch);
        }
        return parse(image);
      },
    },
  };
}

/** Renders the page in English over the image API of one image. */
export async function renderEditPage(properties: Readonly<Record<string, unknown>> = {}, profile = 'ecf') {
  const i18n = await createI18n('en-US');
  const cloud = fakeCloud(wireImageFixture(properties));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(['session'], session);
  const detail = routes.image(imageId);
  const router = createMemoryRouter(
    [
      {
        path: routes.imageEdit(imageId),
        element: <ImageEditPage id={imageId} onDone={() => void router.navigate(detail)} />,
      },
      { path: detail, element: <p>the detail</p> },
      { path: routes.images, element: <p>the list</p> },
    ],
    { initialEntries: [detail, routes.imageEdit(imageId)] },
  );
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <HttpProvider http={cloud.http}>
          <ProfileProvider profile={loadProfile(profile)}>
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
  await screen.findByRole('heading', { name: 'Modify' });
  return { ...cloud, router };
}
