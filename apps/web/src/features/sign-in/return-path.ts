import { routes } from '../../shared/paths/index.ts';

const KEY = 'next';

/** The sign-in page's address, remembering where one wanted to go. */
export function signInPath(from: {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}): string {
  const wanted = `${from.pathname}${from.search}${from.hash}`;
  return wanted === '/' ? routes.signIn : `${routes.signIn}?${new URLSearchParams({ [KEY]: wanted })}`;
}

/** Where to go after signing in: the address remembered, if it is one of this console's own. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get(KEY);
  return wanted !== null && isOwn(wanted) ? wanted : routes.images;
}

/** A path on this host: `//elsewhere` and what a browser reads as such are not. */
function isOwn(address: string): boolean {
  const here = 'http://console.invalid';
  return (
    address.startsWith('/') &&
    !/^\/[/\\]/.test(address) &&
    URL.canParse(address, here) &&
    new URL(address, here).origin === here
  );
}
