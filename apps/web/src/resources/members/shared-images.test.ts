import { describe, expect, it } from 'vitest';
import { createMemberApi, wireImage } from './member-fixtures.ts';
import { listSharedImages } from './shared-images.ts';

describe('listSharedImages', () => {
  it('requests the images of each answer and leaves out the project’s own', async () => {
    const { api } = createMemberApi((path) => {
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
    const { api } = createMemberApi((path) => {
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
    const { api, requests } = createMemberApi((path) => {
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
