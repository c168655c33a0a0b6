import { expect, it } from 'vitest';
import { createKeystone } from './keystone.ts';
import type { CloudAnswer } from './transport.ts';

const hour = 3_600_000;
const at = { service: 'identity', host: 'cloud' } as const;

/** Keystone's answer to a password when its clock is off by so much. */
function granted(skewMs: number): CloudAnswer {
  const issued = Date.now() + skewMs;
  const named = { id: 'default', name: 'Default' };
  const token = {
    issued_at: new Date(issued).toISOString(),
    expires_at: new Date(issued + hour).toISOString(),
    user: { id: 'u', name: 'alice', domain: named },
  };
  return {
    status: 201,
    headers: { 'x-subject-token': 'secret' },
    contentType: 'application/json',
    text: JSON.stringify({ token }),
    at,
  };
}

it.each([-2 * hour, 0, 2 * hour])(
  'a token lasts an hour from now, be the cloud’s clock off by %i ms',
  async (skewMs) => {
    const call = () => Promise.resolve(granted(skewMs));
    const keystone = createKeystone({
      authUrl: 'http://cloud/v3',
      interface: 'public',
      transport: { call, close: () => Promise.resolve() },
    });
    const { token } = await keystone.signIn({ username: 'alice', password: 'x', domain: 'Default' }, 'req-1');
    expect(Math.abs(token.expiresAt - Date.now() - hour)).toBeLessThan(5000);
  },
);

// 401 for an ended token, 404 where its user has been deleted (Keystone 22 and 27).
it.each([401, 404])(
  'asking for the projects with a token that is worth nothing (%i) ends the session',
  async (status) => {
    const text = JSON.stringify({ error: { code: status, message: 'no', title: 'no' } });
    const call = () => Promise.resolve({ status, headers: {}, contentType: 'application/json', text, at });
    const transport = { call, close: () => Promise.resolve() };
    const keystone = createKeystone({ authUrl: 'http://cloud/v3', interface: 'public', transport });
    const asked = keystone.projects({ value: 'secret', expiresAt: Date.now() + hour }, 'req-1');
    await expect(asked).rejects.toMatchObject({ code: 'sessionGone' });
  },
);
