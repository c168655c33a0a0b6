import { CSRF_HEADER, paths, type Session } from '@console/bff-contract';
import { accountOf, type UserName } from './accounts.ts';

/** Session of a user at the BFF, for requests without a browser. */
export interface BffSession {
  /** Cookie, origin and CSRF token, which every request of the session needs. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs in at the BFF.
 * @param origin address that the browser opens, if a proxy stands between browser and BFF
 */
export async function signInToBff(url: string, user: UserName = 'admin', origin = url): Promise<BffSession> {
  const { name: username, password } = accountOf(user);
  const response = await fetch(url + paths.session, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`Sign-in failed: ${response.status} ${await response.text()}`);
  const session = (await response.json()) as Session;
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { headers: { Cookie: cookie, Origin: origin, [CSRF_HEADER]: session.csrfToken } };
}
