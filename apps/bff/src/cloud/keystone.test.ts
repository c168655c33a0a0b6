import { describe, expect, it } from 'vitest';
import type { CloudResponse } from './cloud-client.ts';
import { createKeystone } from './keystone.ts';
import { defaultCloudTimeouts } from './timeouts.ts';

const hour = 3_600_000;
const at = { service: 'identity', host: 'cloud' } as const;

/** The response to a password of a Keystone whose clock differs by `skewMs`. */
function tokenResponse(skewMs: number): CloudResponse {
  const issued = Date.now() + skewMs;
  const token = {
    issued_at: new Date(issued).toISOString(),
    expires_at: new Date(issued + hour).toISOString(),
    user: { id: 'u', name: 'alice', domain: { id: 'default', name: 'Default' } },
  };
  return {
    status: 201,
    headers: { 'x-subject-token': 'secret' },
    contentType: 'application/json',
    text: JSON.stringify({ token }),
    at,
  };
}

function keystoneWith(response: CloudResponse) {
  const client = { call: () => Promise.resolve(response) };
  return createKeystone({ authUrl: 'http://cloud/v3', interface: 'public', client, timeouts: defaultCloudTimeouts });
}

describe('createKeystone', () => {
  it.each([-2 * hour, 0, 2 * hour])(
    'keeps a token for its hour when Keystone’s clock differs by %i ms',
    async (skewMs) => {
      const keystone = keystoneWith(tokenResponse(skewMs));
      const { token } = await keystone.signIn({ username: 'alice', password: 'x', domain: 'Default' }, 'req-1');
      expect(Math.abs(token.expiresAt - Date.now() - hour)).toBeLessThan(5000);
    },
  );

  it('rejects a token whose times are not dates', async () => {
    const { text, ...response } = tokenResponse(0);
    const keystone = keystoneWith({ ...response, text: text.replace(/"expires_at":"[^"]*"/, '"expires_at":"soon"') });
    const signedIn = keystone.signIn({ username: 'alice', password: 'x', domain: 'Default' }, 'req-1');
    await expect(signedIn).rejects.toMatchObject({ code: 'cloudNonsense' });
  });

  // Keystone 22 and 27: 401 for a token that has ended, 404 for the token of a deleted user.
  it.each([401, 404])('reports sessionGone when the list of projects answers %i', async (status) => {
    const text = JSON.stringify({ error: { code: status, message: 'no', title: 'no' } });
    const keystone = keystoneWith({ status, headers: {}, contentType: 'application/json', text, at });
    const projects = keystone.projects({ value: 'secret', expiresAt: Date.now() + hour }, 'req-1');
    await expect(projects).rejects.toMatchObject({ code: 'sessionGone' });
  });
});
