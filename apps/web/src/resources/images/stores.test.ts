import { loadProfile } from '@console/cloud-profiles';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type Http, RequestError } from '../../shared/http/index.ts';
import { storesQuery } from './stores.ts';

const stores = { stores: [{ id: 'fast', default: 'true' }, { id: 'slow' }] };

/** Serves stores at one path and answers the others with a status. */
function createCloud(storesPath: string, status = 404) {
  const requests: string[] = [];
  const http: Http = {
    send: async ({ path, parse }) => {
      requests.push(path.replace('/api/image', ''));
      if (path.endsWith(storesPath)) return parse(stores);
      throw new RequestError({ kind: 'cloud', status, body: '', contentType: 'text/plain', requestId: null });
    },
  };
  return { http, requests };
}

const storesOf = (http: Http, profile: 'ecf' | 'openstack') =>
  new QueryClient().fetchQuery(
    storesQuery({ http, profile: loadProfile(profile, null) }, { userId: 'u', projectId: 'p', region: null }),
  );

describe('storesQuery', () => {
  it('requests the path of the profile', async () => {
    const { http, requests } = createCloud('/v2/stores/available');
    expect((await storesOf(http, 'ecf')).map(({ id }) => id)).toEqual(['fast', 'slow']);
    expect(requests).toEqual(['/v2/stores/available']);
  });

  it('requests the path of Glance after a 404 for the path of the profile', async () => {
    const { http, requests } = createCloud('/v2/info/stores');
    expect((await storesOf(http, 'ecf')).map(({ id }) => id)).toEqual(['fast', 'slow']);
    expect(requests).toEqual(['/v2/stores/available', '/v2/info/stores']);
  });

  it('requests no other path after a 503, and no path twice', async () => {
    const failing = createCloud('/v2/info/stores', 503);
    await expect(storesOf(failing.http, 'ecf')).rejects.toThrow();
    expect(failing.requests).toEqual(['/v2/stores/available']);
    const without = createCloud('/nowhere');
    await expect(storesOf(without.http, 'openstack')).rejects.toThrow();
    expect(without.requests).toEqual(['/v2/info/stores']);
  });
});
