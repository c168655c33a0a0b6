import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { removeMember, setVisibilityShared } from './members.ts';

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

describe('members', () => {
  it('that somebody else has removed already are as good as removed', async () => {
    const { api } = cloudOf(() => null);
    await expect(removeMember(api, 'i', 'p')).resolves.toBeUndefined();
  });

  it('need visibility shared: the patch says that and nothing else', async () => {
    const { api, asked } = cloudOf(() => ({ ...wireOf('i', 'p'), visibility: 'private', my_key: 'kept' }));
    await setVisibilityShared(api, 'i');
    expect(asked.map(({ method, body }) => [method, body])).toEqual([
      ['GET', undefined],
      ['PATCH', [{ op: 'replace', path: '/visibility', value: 'shared' }]],
    ]);
  });
});
