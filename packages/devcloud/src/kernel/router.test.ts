import { describe, expect, it } from 'vitest';
import { createRouter, route } from './router.ts';
import type { Call } from './service.ts';

/** Runs one request through a router and returns the name of the response. */
async function answer(method: string, path: string): Promise<string> {
  const seen: string[] = [];
  const record = (text: string) => void seen.push(text);
  const router = createRouter(
    [
      route('GET', '/v2/images', () => record('list')),
      route('GET', '/v2/images/:id', (_call, { id }) => record(`show ${id}`)),
      route('DELETE', '/v2/images/:id/tags/:tag', (_call, { id, tag }) => record(`untag ${id} ${tag}`)),
      route('PUT', '/v2/images/:id/tags/:tag', () => record('tag')),
    ],
    {
      notFound: () => record('not found'),
      methodNotAllowed: (_call, allow) => record(`allow ${allow.join(',')}`),
    },
  );
  await router({ method, path } as Call);
  return seen.join();
}

describe('createRouter', () => {
  it('matches fixed segments and parameters', async () => {
    expect(await answer('GET', '/v2/images')).toBe('list');
    expect(await answer('GET', '/v2/images/abc')).toBe('show abc');
    expect(await answer('DELETE', '/v2/images/abc/tags/x')).toBe('untag abc x');
  });

  it('decodes a parameter after splitting, so an encoded slash stays inside it', async () => {
    expect(await answer('GET', '/v2/images/a%2Fb')).toBe('show a/b');
    expect(await answer('DELETE', '/v2/images/abc/tags/%E7%94%9F%E4%BA%A7')).toBe('untag abc 生产');
  });

  it('distinguishes an unknown address from an unknown method', async () => {
    expect(await answer('POST', '/v2/images/abc/tags/x')).toBe('allow DELETE,PUT');
    expect(await answer('GET', '/v2/nothing')).toBe('not found');
    expect(await answer('GET', '/v2/images/')).toBe('not found');
    expect(await answer('GET', '/v2/images/%ZZ')).toBe('not found');
  });
});
