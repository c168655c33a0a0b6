import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { removeMember, setVisibilityShared } from './members.ts';

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Creates an image API whose responses a test gives; `null` is a 404. */
function createApi(respond: (path: string) => unknown) {
  const requests: SentRequest[] = [];
  const http = {
    async send<T>({ method = 'GET', path, body, parse }: HttpRequest<T>): Promise<T> {
      requests.push({ method, path, body });
      const response = respond(path);
      if (response !== null) return parse(response);
      throw new RequestError({ kind: 'cloud', status: 404, body: '', contentType: '', requestId: null });
    },
  };
  return { api: { http, profile: loadProfile('openstack') }, requests };
}

const wireImage = (id: string, owner: string) => ({
  id,
  name: id,
  owner,
  status: 'active',
  visibility: 'shared',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
});

describe('removeMember', () => {
  it('succeeds when another user has removed the member before', async () => {
    const { api } = createApi(() => null);
    await expect(removeMember(api, 'i', 'p')).resolves.toBeUndefined();
  });
});

describe('setVisibilityShared', () => {
  it('patches the visibility and nothing else', async () => {
    const { api, requests } = createApi(() => ({ ...wireImage('i', 'p'), visibility: 'private', my_key: 'kept' }));
    await setVisibilityShared(api, 'i');
    expect(requests.map(({ method, body }) => [method, body])).toEqual([
      ['GET', undefined],
      ['PATCH', [{ op: 'replace', path: '/visibility', value: 'shared' }]],
    ]);
  });
});
