import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { listSharedImages } from './shared-images.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The image calls over answers a test gives; `null` is a 404. */
function cloudOf(answer: (path: string) => unknown) {
  const asked: Asked[] = [];
  const http = {
    async send<T>({ method = 'GET', path, body, parse }: HttpRequest<T>): Promise<T> {
      asked.push({ method, path, body });
      const found = answer(path);
      if (found !== null) return parse(found);
      throw new RequestError({ kind: 'cloud', status: 404, body: '', contentType: '', requestId: null });
    },
  };
  return { api: { http, profile: loadProfile('openstack') }, asked };
}

const wireOf = (id: string, owner: string) => ({
  id,
  name: id,
  owner,
  status: 'active',
  visibility: 'shared',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
});

describe('what is shared with a project', () => {
  it('is asked for by answer, and leaves out what the project itself shares', async () => {
    const { api } = cloudOf((path) => {
      const status = new URLSearchParams(path.split('?')[1]).get('member_status');
      return { images: [wireOf('own', 'p-ops'), wireOf(`of-dev-${status}`, 'p-dev')] };
    });
    const { found: shares } = await listSharedImages(api, { kind: 'member', projectId: 'p-ops' });
    expect(shares.map(({ image, answer }) => [image.id, answer])).toEqual([
      ['of-dev-pending', 'pending'],
      ['of-dev-accepted', 'accepted'],
      ['of-dev-rejected', 'rejected'],
    ]);
  });

  it('is read to the last page', async () => {
    const { api } = cloudOf((path) => {
      const query = new URLSearchParams(path.split('?')[1]);
      if (query.get('member_status') !== 'pending') return { images: [] };
      return query.get('marker') === 'a'
        ? { images: [wireOf('b', 'p-dev')] }
        : { images: [wireOf('a', 'p-dev')], next: '/v2/images?marker=a' };
    });
    const { found: shares } = await listSharedImages(api, { kind: 'member', projectId: 'p-ops' });
    expect(shares.map(({ image }) => image.id)).toEqual(['a', 'b']);
  });

  it('is looked up image by image for an administrator, whom the cloud shows everything', async () => {
    const { api, asked } = cloudOf((path) => {
      if (path.includes('?')) return { images: [wireOf('mine', 'p-dev'), wireOf('other', 'p-dev')] };
      if (path.endsWith('/mine/members/p-admin'))
        return { member_id: 'p-admin', image_id: 'mine', status: 'rejected', created_at: null, updated_at: null };
      return null;
    });
    const admin = { kind: 'admin', projectId: 'p-admin' } as const;
    const all = await listSharedImages(api, { ...admin, most: 2 });
    expect(all.found.map(({ image, answer }) => [image.id, answer])).toEqual([['mine', 'rejected']]);
    expect(all.unasked).toBe(0);
    expect(asked[0]?.path).toContain('member_status=all');

    const before = asked.length;
    const few = await listSharedImages(api, { ...admin, most: 1 });
    expect([few.found.length, few.unasked, asked.length - before]).toEqual([1, 1, 2]);
  });
});
