import { expect, it } from 'vitest';
import { createLog } from './log.ts';

it('createLog writes JSON lines without secrets at any depth', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const error = new Error('refused gAAAAABm0123456789abcdefghijklmnop==', { cause: { password: 'p1' } });
  log.info(
    {
      user: 'alice',
      auth: { identity: { password: { user: { password: 'p2' } } } },
      headers: [{ 'X-Auth-Token': 'p3', cookie: 'p4', Authorization: 'p5' }],
      csrfToken: 'p6',
      tokenExpiresAt: 'tomorrow',
      err: error,
    },
    'event',
  );
  const [line = ''] = lines;
  expect(line).not.toMatch(/p[1-6]"|gAAAA/);
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    user: 'alice',
    tokenExpiresAt: 'tomorrow',
    message: 'event',
  });
});
