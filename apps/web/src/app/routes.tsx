import { lazy, Suspense } from 'react';
import { createBrowserRouter, Navigate, Outlet, type RouteObject } from 'react-router';
import { routes } from '../shared/paths/index.ts';
import { PageTitleProvider } from '../shared/ui/index.ts';
import { ErrorPage } from './pages/error-page.tsx';
import { Component as ImageList } from './pages/image-list.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { SignedInLayout } from './signed-in-layout.tsx';

const UploadTray = lazy(async () => ({ default: (await import('../features/upload-tray/index.ts')).UploadTray }));

/** The tray comes after the page: nothing waits for it. */
const Tray = () => (
  <Suspense>
    <UploadTray />
  </Suspense>
);

/** Every address. The list is where everybody begins: its code comes with the frame; another page's when it is gone to. */
const tree: RouteObject[] = [
  {
    element: (
      <PageTitleProvider>
        <Outlet />
      </PageTitleProvider>
    ),
    errorElement: <ErrorPage />,
    HydrateFallback: () => null,
    children: [
      { path: routes.signIn, lazy: () => import('./pages/sign-in.tsx') },
      { path: routes.signOut, lazy: () => import('./pages/sign-out.tsx') },
      {
        element: <SignedInLayout tray={<Tray />} />,
        children: [
          {
            errorElement: <ErrorPage />,
            children: [
              { path: '/', element: <Navigate to={routes.images} replace /> },
              { path: routes.images, element: <ImageList /> },
              { path: routes.imageCreate, lazy: () => import('./pages/image-create.tsx') },
              { path: `${routes.images}/:id`, lazy: () => import('./pages/image-detail.tsx') },
              { path: `${routes.images}/:id/edit`, lazy: () => import('./pages/image-edit.tsx') },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(tree);
}
