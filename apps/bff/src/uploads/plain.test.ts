import http from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startBff, startUpstream, type UpstreamManners } from './testing.ts';
import { answerOf, sha512, someBytes } from './testing-client.ts';

const MiB = 1024 * 1024;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function stage(manners: UpstreamManners = {}) {
  const upstream = await startUpstream(manners);
  const bff = await startBff(upstream.url);
  closing.push(upstream.close, bff.close);
  const put = (headers: Record<string, string | number>) =>
    http.request(`${bff.url}/plain`, { method: 'PUT', agent: false, headers });
  return { upstream, put };
}
const until = (fact: () => unknown) => vi.waitFor(() => expect(fact()).toBeTruthy(), { timeout: 5000, interval: 10 });

describe('a plain PUT', () => {
  it.each([
    ['a length', { 'Content-Length': 3 * MiB }, { 'content-length': String(3 * MiB) }],
    ['chunks', { 'Transfer-Encoding': 'chunked' }, { 'transfer-encoding': 'chunked' }],
  ])('is passed on whole with %s', async (_what, headers: Record<string, string | number>, expected) => {
    const { upstream, put } = await stage();
    const data = someBytes(3 * MiB);
    const request = put(headers);
    const reply = answerOf(request);
    request.end(data);
    expect(await reply).toMatchObject({ status: 204 });
    expect(upstream.received[0]).toMatchObject({ url: '/v2/images/1/file', sha512: sha512(data) });
    expect(upstream.received[0]?.headers).toMatchObject(expected);
  });

  it('hears an early refusal in the words of the cloud while it is still sending', async () => {
    const { put } = await stage({ refuseAt: { bytes: 0, status: 409, body: '{"message":"no"}' } });
    const request = put({ 'Content-Length': 64 * MiB });
    const reply = answerOf(request);
    request.write(someBytes(MiB));
    expect(await reply).toMatchObject({ status: 409, body: '{"message":"no"}', headers: { connection: 'close' } });
  });

  it('is closed soon after an early answer, even if its sender never stops', async () => {
    const { put } = await stage({ refuseAt: { bytes: 0, status: 413 } });
    const request = put({ 'Transfer-Encoding': 'chunked' });
    request.on('error', () => undefined);
    const more = setInterval(() => request.write(someBytes(1000)), 5);
    await new Promise((closed) => request.once('close', closed));
    clearInterval(more);
  });

  it('ends upstream when its sender goes away', async () => {
    const { upstream, put } = await stage();
    const request = put({ 'Content-Length': 8 * MiB });
    request.on('error', () => undefined);
    request.write(someBytes(MiB));
    await until(() => upstream.received[0]?.bytes);
    request.destroy();
    await until(() => upstream.received[0]?.closed);
    expect(upstream.received[0]?.sha512).toBeNull();
  });

  it('says when the cloud breaks off', async () => {
    const { put } = await stage({ breakAt: { bytes: MiB, how: 'reset' } });
    const request = put({ 'Content-Length': 8 * MiB });
    const reply = answerOf(request);
    request.end(someBytes(8 * MiB));
    expect(JSON.parse((await reply).body)).toMatchObject({ code: 'cloudUnreachable', status: 502 });
  });
});
