import { describe, expect, it, vi } from 'vitest';
import { createHttp, type HttpDeps } from './http.ts';
import { RequestError } from './index.ts';

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, detail: '', requestId: 'req-1' }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

function createTestHttp(answer: () => Response | Promise<Response>, deps: Partial<HttpDeps> = {}) {
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

describe('request', () => {
  it('has the CSRF token on writes only, and accepts JSON', async () => {
    const { http, fetch } = createTestHttp(() => Response.json({ name: 'a' }));
    await http.send({ path: '/api/x', parse: text });
    await http.send({ method: 'PATCH', path: '/api/x', body: [], contentType: 'application/y', parse: text });
    const [read, write] = fetch.mock.calls.map(([, init]) => init?.headers);
    expect(read).toEqual({ Accept: 'application/json' });
    expect(write).toEqual({ Accept: 'application/json', 'Content-Type': 'application/y', 'X-CSRF-Token': 'csrf-1' });
  });
});

describe('failure', () => {
  it('has a kind for a lost connection, a problem, a fault, and an unexpected shape', async () => {
    const failureFor = (answer: () => Response) =>
      failure(createTestHttp(answer).http.send({ path: '/api/x', parse: text }));
    expect(
      await failureFor(() => {
        throw new TypeError('Failed to fetch');
      }),
    ).toEqual({ kind: 'network' });
    expect(await failureFor(() => problem(502, 'cloudUnreachable'))).toMatchObject({
      kind: 'problem',
      problem: { status: 502 },
    });
    expect(await failureFor(() => new Response('<h1>no</h1>', { status: 404 }))).toMatchObject({
      kind: 'cloud',
      status: 404,
    });
    expect(await failureFor(() => new Response('<h1>yes</h1>'))).toMatchObject({ kind: 'nonsense' });
    const half = () =>
      new Response('{"type":', { status: 500, headers: { 'Content-Type': 'application/problem+json' } });
    expect(await failureFor(half)).toMatchObject({ kind: 'nonsense' });
    const otherShape = () =>
      new Response('{"code":"internal"}', { status: 500, headers: { 'Content-Type': 'application/problem+json' } });
    expect(await failureFor(otherShape)).toMatchObject({ kind: 'nonsense' });
  });

  it('is the reason of the signal when the caller aborts', async () => {
    const aborted = AbortSignal.abort();
    const { http } = createTestHttp(() => {
      throw aborted.reason;
    });
    await expect(http.send({ path: '/api/x', parse: text, signal: aborted })).rejects.toBe(aborted.reason);
  });
});

describe('onSessionGone', () => {
  it('is called on 401', async () => {
    const { http, onSessionGone } = createTestHttp(() => problem(401, 'sessionGone'));
    await failure(http.send({ path: '/api/x', parse: text }));
    expect(onSessionGone).toHaveBeenCalledOnce();
  });

  it('is not called for the response to a request of an earlier session', async () => {
    const token = { value: 'csrf-old' };
    const { http, onSessionGone } = createTestHttp(
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
