import { CSRF_HEADER, paths, type Session } from '@console/bff-contract';

/** The administrator at the BFF, without a browser: what a script sends. */
export interface Caller {
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON call to the BFF; throws with the answer's text unless it succeeds. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

export async function signedIn(url: string, username = 'admin', password = 'console'): Promise<Caller> {
  const answer = await fetch(url + paths.session, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
  const session = (await answer.json()) as Session;
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const headers = { Cookie: cookie, Origin: url, [CSRF_HEADER]: session.csrfToken };
  return {
    headers,
    async call(method, path, body) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...headers,
          Accept: 'application/json',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
  };
}

/** A token and the image endpoint, for going straight to the cloud. */
export async function straight(authUrl: string, username = 'admin', password = 'console', project = 'admin') {
  const domain = { name: 'Default' };
  const answer = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user: { name: username, password, domain } } },
        scope: { project: { name: project, domain } },
      },
    }),
  });
  const token = answer.headers.get('X-Subject-Token');
  if (token === null) throw new Error(`Keystone: ${answer.status} ${await answer.text()}`);
  const { token: body } = (await answer.json()) as {
    token: { catalog: { type: string; endpoints: { interface: string; url: string }[] }[] };
  };
  const image = body.catalog
    .find((service) => service.type === 'image')
    ?.endpoints.find((e) => e.interface === 'public')?.url;
  if (image === undefined) throw new Error('The catalog has no image service');
  return { token, image };
}

/** Creates an empty image record at the cloud and gives its id. */
export async function emptyImage(
  target: { token: string; image: string },
  name: string,
  format = 'raw',
): Promise<string> {
  const answer = await fetch(`${target.image}/v2/images`, {
    method: 'POST',
    headers: { 'X-Auth-Token': target.token, 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ name, disk_format: format, container_format: 'bare', visibility: 'private' }),
  });
  if (answer.status !== 201) throw new Error(`Glance: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

export async function removeImage(target: { token: string; image: string }, id: string): Promise<void> {
  await fetch(`${target.image}/v2/images/${id}`, { method: 'DELETE', headers: { 'X-Auth-Token': target.token } });
}
