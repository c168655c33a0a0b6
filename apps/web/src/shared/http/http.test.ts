import { describe, expect, it, vi } from 'vitest';
import { createHttp, type HttpDeps } from './http.ts';
import { RequestError } from './index.ts';

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, detail: '', requestId: 'req-1' }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

function httpAnswering(answer: () => Response | Promise<Response>, deps: Partial<HttpDeps> = {}) {
  const onSessionGone = vi.fn();
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  return { http: createHttp({ fetch, csrfToken: () => 'csrf-1', onSessionGone, ...deps }), fetch, onSessionGone };
}

const text = (body: unknown) => String((body as { name: string }).name);
const failure = async (sent: Promise<unknown>) => {
  const error = await sent.catch((thrown: unknown) => thrown);
  if (!(error instanceof RequestError)) throw new Error('not a RequestError');
  return error.failure;
};

describe('what is sent', () => {
  it('carries the CSRF token with writes alone, and asks for JSON', async () => {
    const { http, fetch } = httpAnswering(() => Response.json({ name: 'a' }));
    await http.send({ path: '/api/x', parse: text });
    await http.send({ method: 'PATCH', path: '/api/x', body: [], contentType: 'application/y', parse: text });
    const [read, write] = fetch.mock.calls.map(([, init]) => init?.headers);
    expect(read).toEqual({ Accept: 'application/json' });
    expect(write).toEqual({ Accept: 'application/json', 'Content-Type': 'application/y', 'X-CSRF-Token': 'csrf-1' });
  });
});

describe('what comes back instead of an answer', () => {
  it('is a failure of one kind', async () => {
    const ask = (answer: () => Response) => failure(httpAnswering(answer).http.send({ path: '/api/x', parse: text }));
    expect(
      await ask(() => {
        throw new TypeError('Failed to fetch');
      }),
    ).toEqual({ kind: 'network' });
    expect(await ask(() => problem(502, 'cloudUnreachable'))).toMatchObject({
      kind: 'problem',
      problem: { status: 502 },
    });
    expect(await ask(() => new Response('<h1>no</h1>', { status: 404 }))).toMatchObject({ kind: 'cloud', status: 404 });
    expect(await ask(() => new Response('<h1>yes</h1>'))).toMatchObject({ kind: 'nonsense' });
    const half = () =>
      new Response('{"type":', { status: 500, headers: { 'Content-Type': 'application/problem+json' } });
    expect(await ask(half)).toMatchObject({ kind: 'nonsense' });
    const otherShape = () =>
      new Response('{"code":"internal"}', { status: 500, headers: { 'Content-Type': 'application/problem+json' } });
    expect(await ask(otherShape)).toMatchObject({ kind: 'nonsense' });
  });

  it('is the abort itself where the caller gave up', async () => {
    const giveUp = AbortSignal.abort();
    const { http } = httpAnswering(() => {
      throw giveUp.reason;
    });
    await expect(http.send({ path: '/api/x', parse: text, signal: giveUp })).rejects.toBe(giveUp.reason);
  });
});

describe('a session that is gone', () => {
  it('is told', async () => {
    const { http, onSessionGone } = httpAnswering(() => problem(401, 'sessionGone'));
    await failure(http.send({ path: '/api/x', parse: text }));
    expect(onSessionGone).toHaveBeenCalledOnce();
  });

  it('is not told again by a late answer to the session before', async () => {
    const token = { value: 'csrf-old' };
    const { http, onSessionGone } = httpAnswering(
      () => {
        token.value = 'csrf-new';
        return problem(401, 'sessionGone');
      },
      { csrfToken: () => token.value },
    );
    await failure(http.send({ path: '/api/x', parse: text }));
    expect(onSessionGone).not.toHaveBeenCalled();
  });
});
