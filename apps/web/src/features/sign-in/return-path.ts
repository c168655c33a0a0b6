import { routes } from '../../shared/paths/index.ts';

const parameter = 'next';

/** The path of the sign-in page with the address to return to. */
export function signInPath(from: {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}): string {
  const target = `${from.pathname}${from.search}${from.hash}`;
  return target === '/' ? routes.signIn : `${routes.signIn}?${new URLSearchParams({ [parameter]: target })}`;
}

/** The address to open after signing in: that of the `next` parameter if it is the console's own, else the image list. */
export function returnPath(search: string): string {
  const target = new URLSearchParams(search).get(parameter);
  return target !== null && isOwn(target) ? target : routes.images;
}

/** Whether an address is a path on this host. Browsers read `//host`, `/\host` and `/<tab>/host` as another host. */
function isOwn(address: string): boolean {
  const origin = 'http://console.invalid';
  return (
    address.startsWith('/') &&
    !/^\/[/\\]/.test(address) &&
    URL.canParse(address, origin) &&
    new URL(address, origin).origin === origin
  );
}
