import { describe, expect, it } from 'vitest';
import { createMemberApi, wireImage } from './member-fixtures.ts';
import { removeMember, setVisibilityShared } from './members.ts';

describe('removeMember', () => {
  it('succeeds when another user has removed the member before', async () => {
    const { api } = createMemberApi(() => null);
    await expect(removeMember(api, 'i', 'p')).resolves.toBeUndefined();
  });
});

describe('setVisibilityShared', () => {
  it('patches the visibility and nothing else', async () => {
    const { api, requests } = createMemberApi(() => ({
      ...wireImage('i', 'p'),
      visibility: 'private',
      my_key: 'kept',
    }));
    await setVisibilityShared(api, 'i');
    expect(requests.map(({ method, body }) => [method, body])).toEqual([
      ['GET', undefined],
      ['PATCH', [{ op: 'replace', path: '/visibility', value: 'shared' }]],
    ]);
  });
});
