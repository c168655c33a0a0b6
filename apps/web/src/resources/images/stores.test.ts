import { loadProfile } from '@console/cloud-profiles';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type Http, RequestError } from '../../shared/http/index.ts';
import { storesQuery } from './stores.ts';

const stores = { stores: [{ id: 'fast', default: 'true' }, { id: 'slow' }] };

/** A cloud that has stores at one address, and answers the others with this status. */
function cloud(address: string, status = 404) {
  const asked: string[] = [];
  const http: Http = {
    send: async ({ path, parse }) => {
      asked.push(path.replace('/api/image', ''));
      if (path.endsWith(address)) return parse(stores);
      throw new RequestError({ kind: 'cloud', status, body: '', contentType: 'text/plain', requestId: null });
    },
  };
  return { http, asked };
}

const storesOf = (http: Http, profile: 'ecf' | 'openstack') =>
  new QueryClient().fetchQuery(storesQuery(http, loadProfile(profile, null)));

describe('the stores', () => {
  it('are asked for where the profile says', async () => {
    const { http, asked } = cloud('/v2/stores/available');
    expect((await storesOf(http, 'ecf')).map(({ id }) => id)).toEqual(['fast', 'slow']);
    expect(asked).toEqual(['/v2/stores/available']);
  });

  it('are asked for where a plain Glance has them, if the profile’s address is not there', async () => {
    const { http, asked } = cloud('/v2/info/stores');
    expect((await storesOf(http, 'ecf')).map(({ id }) => id)).toEqual(['fast', 'slow']);
    expect(asked).toEqual(['/v2/stores/available', '/v2/info/stores']);
  });

  it('are not looked for elsewhere where the cloud fails, nor twice at one address', async () => {
    const failing = cloud('/v2/info/stores', 503);
    await expect(storesOf(failing.http, 'ecf')).rejects.toThrow();
    expect(failing.asked).toEqual(['/v2/stores/available']);
    const without = cloud('/nowhere');
    await expect(storesOf(without.http, 'openstack')).rejects.toThrow();
    expect(without.asked).toEqual(['/v2/info/stores']);
  });
});
