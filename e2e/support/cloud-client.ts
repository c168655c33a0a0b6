import { setTimeout as delay } from 'node:timers/promises';
import { type Catalog, readEndpointChoice, resolveEndpoints } from '@console/devcloud/accounts';
import { accountOf, type ProjectName, projectNameOf, type UserName } from './accounts.ts';

/** A user's API client for the cloud behind the console. It prepares what a journey needs and checks what the page has done. */
export interface CloudClient {
  readonly token: string;
  readonly userId: string;
  readonly projectId: string;
  /** Address of the image service, without `/v2`. */
  readonly imageUrl: string;
  /** Address of the volume service with version and project, or `null` if the catalog has none. */
  readonly volumeUrl: string | null;
  /** Sends a JSON request to the image service; `path` begins with `/v2`. @throws with the response's text unless the status is 2xx */
  readonly image: CloudRequest;
  /** Sends a JSON request to the volume service; `path` follows version and project. */
  readonly volume: CloudRequest;
  /** Sends a JSON request to Keystone; `path` follows `/v3`. */
  readonly identity: CloudRequest;
}

type CloudRequest = <T = unknown>(method: string, path: string, body?: unknown, contentType?: string) => Promise<T>;

export interface CloudImage {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly tags: readonly string[];
  readonly os_hash_value: string | null;
  readonly [property: string]: unknown;
}

/** Signs in at Keystone. */
export async function signInToCloud(
  authUrl: string,
  user: UserName,
  project: ProjectName = 'admin',
): Promise<CloudClient> {
  const { name, password } = accountOf(user);
  const domain = { name: 'Default' };
  const response = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user: { name, password, domain } } },
        scope: { project: { name: projectNameOf(project), domain } },
      },
    }),
  });
  const token = response.headers.get('X-Subject-Token');
  if (token === null) throw new Error(`Keystone: ${response.status} ${await response.text()}`);
  const { token: record } = (await response.json()) as {
    token: { user: { id: string }; project: { id: string }; catalog: Catalog };
  };
  const { image: imageUrl, volumev3: volumeUrl } = resolveEndpoints(
    record.catalog,
    readEndpointChoice(process.env),
  ).endpoints;
  if (imageUrl === null) throw new Error('The catalog has no image service');
  return {
    token,
    userId: record.user.id,
    projectId: record.project.id,
    imageUrl,
    volumeUrl,
    image: requestsTo(imageUrl, token),
    volume: requestsTo(volumeUrl ?? '', token),
    identity: requestsTo(authUrl, token),
  };
}

function requestsTo(baseUrl: string, token: string): CloudRequest {
  return async <T>(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<T> => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { 'X-Auth-Token': token, Accept: 'application/json', 'Content-Type': contentType },
      body: body instanceof Uint8Array ? new Uint8Array(body) : body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  };
}

/** Creates an image. With `data` it is active at once, without it stays queued. */
export async function createImage(
  cloud: CloudClient,
  attributes: Readonly<Record<string, unknown>> & { readonly name: string },
  data?: Uint8Array,
): Promise<CloudImage> {
  const { id } = await cloud.image<CloudImage>('POST', '/v2/images', {
    disk_format: 'raw',
    container_format: 'bare',
    visibility: 'private',
    ...attributes,
  });
  if (data !== undefined) await cloud.image('PUT', `/v2/images/${id}/file`, data, 'application/octet-stream');
  return getImage(cloud, id);
}

export const getImage = (cloud: CloudClient, id: string): Promise<CloudImage> =>
  cloud.image<CloudImage>('GET', `/v2/images/${id}`);

/** Changes an image by a JSON Patch of Glance v2. */
export const patchImage = (cloud: CloudClient, id: string, operations: readonly unknown[]): Promise<CloudImage> =>
  cloud.image('PATCH', `/v2/images/${id}`, operations, 'application/openstack-images-v2.1-json-patch');

export async function deleteImage(cloud: CloudClient, id: string): Promise<void> {
  await cloud.image('DELETE', `/v2/images/${id}`);
}

/** Returns all images that have exactly this name. */
export async function findImagesByName(cloud: CloudClient, name: string): Promise<readonly CloudImage[]> {
  const query = new URLSearchParams({ name });
  return (await cloud.image<{ images: CloudImage[] }>('GET', `/v2/images?${query}`)).images;
}

/** Deletes all volumes whose name begins with `namePrefix`. Waits for those in creation, which Cinder refuses to delete. */
export async function deleteVolumes(cloud: CloudClient, namePrefix: string): Promise<void> {
  for (;;) {
    const { volumes } = await cloud.volume<{ volumes: { id: string; name: string; status: string }[] }>(
      'GET',
      '/volumes/detail',
    );
    const remaining = volumes.filter(({ name, status }) => name.startsWith(namePrefix) && status !== 'deleting');
    if (remaining.length === 0) return;
    for (const { id, status } of remaining) {
      if (status === 'available' || status === 'error') await cloud.volume('DELETE', `/volumes/${id}`);
    }
    await delay(100);
  }
}
