import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type UIMatch, useMatches } from 'react-router';

type Translate = TFunction<['shell', 'signIn', 'imageList', 'imageCreate', 'imageEdit']>;

/** What a route says about its page: the `handle` of a React Router route. */
export interface RouteHandle {
  /** Title of the page, in the language of the user; pages that know it better set it with `usePageTitle`. */
  readonly title?: (t: Translate) => string;
  /** A level above the pages below this route in the breadcrumb; without a path it is plain text. */
  readonly crumb?: { readonly label: (t: Translate) => string; readonly path?: string };
}

export interface Crumb {
  readonly label: string;
  readonly path: string | undefined;
}

/** Title and breadcrumb levels of the current route, from the outermost route to the page's own. */
export function useRouteHandle(): { readonly title: string; readonly crumbs: readonly Crumb[] } {
  const { t } = useTranslation(['shell', 'signIn', 'imageList', 'imageCreate', 'imageEdit']);
  const handles = (useMatches() as UIMatch<unknown, RouteHandle | undefined>[]).flatMap(({ handle }) => handle ?? []);
  const title = handles.findLast((handle) => handle.title !== undefined)?.title;
  return {
    title: title?.(t) ?? '',
    crumbs: handles.flatMap(({ crumb }) => (crumb === undefined ? [] : { label: crumb.label(t), path: crumb.path })),
  };
}
