import { type Catalog, readEndpointChoice, resolveEndpoints } from '@console/devcloud/given';
import { accountOf, type Person, type Project, projectName } from './real-cloud.ts';

/** A person straight at the cloud behind the console, as a script of theirs would be. */
export interface Cloud {
  readonly token: string;
  readonly userId: string;
  readonly projectId: string;
  /** Address of the image service, without `/v2`. */
  readonly imageUrl: string;
  /** Of the volume service, with version and project; `null`: the catalog has none. */
  readonly volumeUrl: string | null;
  /** A JSON call to the image service; the path begins with `/v2`. Throws with the answer's text unless it succeeds. */
  readonly image: <T = unknown>(method: string, path: string, body?: unknown, contentType?: string) => Promise<T>;
  /** The same for Keystone, below `/v3`. */
  readonly identity: <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;
}

export interface CloudImage {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly tags: readonly string[];
  readonly os_hash_value: string | null;
  readonly [property: string]: unknown;
}

/** Signs in at Keystone. */
export async function atCloud(authUrl: string, person: Person, project: Project = 'admin'): Promise<Cloud> {
  const { name: user, password } = accountOf(person);
  const domain = { name: 'Default' };
  const answer = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user: { name: user, password, domain } } },
        scope: { project: { name: projectName(project), domain } },
      },
    }),
  });
  const token = answer.headers.get('X-Subject-Token');
  if (token === null) throw new Error(`Keystone: ${answer.status} ${await answer.text()}`);
  const { token: said } = (await answer.json()) as {
    token: { user: { id: string }; project: { id: string }; catalog: Catalog };
  };
  const call =
    (base: string) =>
    async <T>(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<T> => {
      const response = await fetch(base + path, {
        method,
        headers: { 'X-Auth-Token': token, Accept: 'application/json', 'Content-Type': contentType },
        body: body instanceof Uint8Array ? new Uint8Array(body) : body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text === '' ? null : JSON.parse(text)) as T;
    };
  const { image: imageUrl, volumev3: volumeUrl } = resolveEndpoints(
    said.catalog,
    readEndpointChoice(process.env),
  ).endpoints;
  if (imageUrl === null) throw new Error('The catalog has no image service');
  return {
    token,
    userId: said.user.id,
    projectId: said.project.id,
    imageUrl,
    volumeUrl,
    image: call(imageUrl),
    identity: call(authUrl),
  };
}

export async function removeImage(cloud: Cloud, id: string): Promise<void> {
  await cloud.image('DELETE', `/v2/images/${id}`);
}

const patchType = 'application/openstack-images-v2.1-json-patch';

/** Makes an image; with `data` it is active at once, without it stays queued. */
export async function giveImage(
  cloud: Cloud,
  wanted: Readonly<Record<string, unknown>> & { readonly name: string },
  data?: Uint8Array,
): Promise<CloudImage> {
  const { id } = await cloud.image<CloudImage>('POST', '/v2/images', {
    disk_format: 'raw',
    container_format: 'bare',
    visibility: 'private',
    ...wanted,
  });
  if (data !== undefined) await cloud.image('PUT', `/v2/images/${id}/file`, data, 'application/octet-stream');
  return cloud.image<CloudImage>('GET', `/v2/images/${id}`);
}

export const patchImage = (cloud: Cloud, id: string, operations: readonly unknown[]): Promise<CloudImage> =>
  cloud.image('PATCH', `/v2/images/${id}`, operations, patchType);

/** The images of that name. */
export async function imagesNamed(cloud: Cloud, name: string): Promise<readonly CloudImage[]> {
  const query = new URLSearchParams({ name });
  return (await cloud.image<{ images: CloudImage[] }>('GET', `/v2/images?${query}`)).images;
}
