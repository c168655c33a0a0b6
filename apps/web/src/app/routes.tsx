import { lazy } from 'react';
import { Navigate, Outlet, type RouteObject, type ShouldRevalidateFunction } from 'react-router';
import { routes } from '../shared/paths/index.ts';
import { LazyBoundary, PageTitleProvider } from '../shared/ui/index.ts';
import type { Loaders } from './loaders.ts';
import { ErrorPage } from './pages/error-page.tsx';
import { Component as ImageList } from './pages/image-list.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { type RouteHandle, useRouteHandle } from './route-handle.ts';
import { SignedInLayout } from './signed-in-layout.tsx';

const UploadTray = lazy(async () => ({ default: (await import('../features/upload-tray/index.ts')).UploadTray }));

function RootLayout() {
  const { title } = useRouteHandle();
  return (
    <PageTitleProvider routeTitle={title}>
      <Outlet />
    </PageTitleProvider>
  );
}

/** While the code of the first page loads: nothing, because its skeleton follows within milliseconds. */
function BlankPage() {
  return null;
}

/** Loaders run when a page is entered. View state in the search parameters changes with every key typed in a filter. */
const onOtherPage: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) => currentUrl.pathname !== nextUrl.pathname;

/** Types the `handle` of a route, which React Router leaves `any`. */
const handle = (value: RouteHandle) => value;

/** Every page with its address, loader, title and breadcrumb. The list is the first page, so its code is not split off. */
export function createRoutes(loaders: Loaders): RouteObject[] {
  return [
    {
      Component: RootLayout,
      errorElement: <ErrorPage />,
      loader: loaders.start,
      shouldRevalidate: onOtherPage,
      HydrateFallback: BlankPage,
      children: [
        {
          path: routes.signIn,
          lazy: () => import('./pages/sign-in.tsx'),
          handle: handle({ title: (t) => t('signIn:title') }),
        },
        {
          path: routes.signOut,
          lazy: () => import('./pages/sign-out.tsx'),
          handle: handle({ title: (t) => t('shell:user.signOut') }),
        },
        {
          element: (
            <SignedInLayout
              tray={
                <LazyBoundary>
                  <UploadTray />
                </LazyBoundary>
              }
            />
          ),
          children: [{ errorElement: <ErrorPage />, children: createPageRoutes(loaders) }],
        },
      ],
    },
  ];
}

/** Pages behind sign-in. */
function createPageRoutes(loaders: Loaders): RouteObject[] {
  return [
    { path: '/', element: <Navigate to={routes.images} replace /> },
    {
      handle: handle({ crumb: { label: (t) => t('shell:compute') } }),
      children: [
        {
          path: routes.images,
          Component: ImageList,
          loader: loaders.imageList,
          shouldRevalidate: onOtherPage,
          handle: handle({ title: (t) => t('imageList:title') }),
        },
        {
          handle: handle({ crumb: { label: (t) => t('shell:images'), path: routes.images } }),
          children: [
            {
              path: routes.imageCreate,
              lazy: () => import('./pages/image-create.tsx'),
              handle: handle({ title: (t) => t('imageCreate:title') }),
            },
            {
              path: `${routes.images}/:id`,
              loader: loaders.image,
              shouldRevalidate: onOtherPage,
              lazy: () => import('./pages/image-detail.tsx'),
            },
            {
              path: `${routes.images}/:id/edit`,
              lazy: () => import('./pages/image-edit.tsx'),
              handle: handle({ title: (t) => t('imageEdit:title') }),
            },
          ],
        },
      ],
    },
    { path: '*', element: <NotFoundPage />, handle: handle({ title: (t) => t('shell:notFound.title') }) },
  ];
}
