import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { listSharedImages } from './shared-images.ts';

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

describe('listSharedImages', () => {
  it('requests the images of each answer and leaves out the project’s own', async () => {
    const { api } = createApi((path) => {
      const status = new URLSearchParams(path.split('?')[1]).get('member_status');
      return { images: [wireImage('own', 'p-ops'), wireImage(`of-dev-${status}`, 'p-dev')] };
    });
    const { found } = await listSharedImages(api, { kind: 'member', projectId: 'p-ops' });
    expect(found.map(({ image, answer }) => [image.id, answer])).toEqual([
      ['of-dev-pending', 'pending'],
      ['of-dev-accepted', 'accepted'],
      ['of-dev-rejected', 'rejected'],
    ]);
  });

  it('requests every page', async () => {
    const { api } = createApi((path) => {
      const query = new URLSearchParams(path.split('?')[1]);
      if (query.get('member_status') !== 'pending') return { images: [] };
      return query.get('marker') === 'a'
        ? { images: [wireImage('b', 'p-dev')] }
        : { images: [wireImage('a', 'p-dev')], next: '/v2/images?marker=a' };
    });
    const { found } = await listSharedImages(api, { kind: 'member', projectId: 'p-ops' });
    expect(found.map(({ image }) => image.id)).toEqual(['a', 'b']);
  });

  it('fetches the member of each image for an administrator, up to the limit', async () => {
    const { api, requests } = createApi((path) => {
      if (path.includes('?')) return { images: [wireImage('mine', 'p-dev'), wireImage('other', 'p-dev')] };
      if (path.endsWith('/mine/members/p-admin'))
        return { member_id: 'p-admin', image_id: 'mine', status: 'rejected', created_at: null, updated_at: null };
      return null;
    });
    const admin = { kind: 'admin', projectId: 'p-admin' } as const;
    const all = await listSharedImages(api, { ...admin, maxChecked: 2 });
    expect(all.found.map(({ image, answer }) => [image.id, answer])).toEqual([['mine', 'rejected']]);
    expect(all.uncheckedCount).toBe(0);
    expect(requests[0]?.path).toContain('member_status=all');

    const countBefore = requests.length;
    const few = await listSharedImages(api, { ...admin, maxChecked: 1 });
    expect([few.found.length, few.uncheckedCount, requests.length - countBefore]).toEqual([1, 1, 2]);
  });
});
