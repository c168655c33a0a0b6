import { CSRF_HEADER, paths, type Session } from '@console/bff-contract';
import { accountOf, type Person } from './real-cloud.ts';

/** A person at the BFF without a browser: what a script sends. */
export interface Caller {
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs in at the BFF. @param origin what the browser opens, where a proxy stands before it */
export async function signedIn(url: string, person: Person = 'admin', origin = url): Promise<Caller> {
  const { name: username, password } = accountOf(person);
  const answer = await fetch(url + paths.session, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
  const session = (await answer.json()) as Session;
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { headers: { Cookie: cookie, Origin: origin, [CSRF_HEADER]: session.csrfToken } };
}
