import http from 'node:http';
import { MiB } from '@console/units';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { randomBuffer, readReply, sha512 } from '../testing/tus-client.ts';
import { type ImageApiBehaviour, startImageApi, startUploadServer } from '../testing/upload-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startServers(behaviour: ImageApiBehaviour = {}) {
  const imageApi = await startImageApi(behaviour);
  const bff = await startUploadServer(imageApi.url);
  closing.push(imageApi.close, bff.close);
  const createPut = (headers: Record<string, string | number>) =>
    http.request(`${bff.url}/plain`, { method: 'PUT', agent: false, headers });
  return { imageApi, createPut };
}
const waitFor = (condition: () => unknown) =>
  vi.waitFor(() => expect(condition()).toBeTruthy(), { timeout: 5000, interval: 10 });

describe('putBody', () => {
  it.each([
    ['Content-Length', { 'Content-Length': 3 * MiB }, { 'content-length': String(3 * MiB) }],
    ['Transfer-Encoding', { 'Transfer-Encoding': 'chunked' }, { 'transfer-encoding': 'chunked' }],
  ])(
    'forwards the whole body with the client’s %s',
    async (_header, headers: Record<string, string | number>, expected) => {
      const { imageApi, createPut } = await startServers();
      const data = randomBuffer(3 * MiB);
      const request = createPut(headers);
      const reply = readReply(request);
      request.end(data);
      expect(await reply).toMatchObject({ status: 204 });
      expect(imageApi.received[0]).toMatchObject({ url: '/v2/images/1/file', sha512: sha512(data) });
      expect(imageApi.received[0]?.headers).toMatchObject(expected);
    },
  );

  it('sends the image API’s refusal while the client still sends its body', async () => {
    const { createPut } = await startServers({ refuseAt: { bytes: 0, status: 409, body: '{"message":"no"}' } });
    const request = createPut({ 'Content-Length': 64 * MiB });
    const reply = readReply(request);
    request.write(randomBuffer(MiB));
    expect(await reply).toMatchObject({ status: 409, body: '{"message":"no"}', headers: { connection: 'close' } });
  });

  it('closes the connection after an early response even if the client never stops sending', async () => {
    const { createPut } = await startServers({ refuseAt: { bytes: 0, status: 413 } });
    const request = createPut({ 'Transfer-Encoding': 'chunked' });
    request.on('error', () => undefined);
    const sending = setInterval(() => request.write(randomBuffer(1000)), 5);
    await new Promise((closed) => request.once('close', closed));
    clearInterval(sending);
  });

  it('ends the upstream request when the client goes away', async () => {
    const { imageApi, createPut } = await startServers();
    const request = createPut({ 'Content-Length': 8 * MiB });
    request.on('error', () => undefined);
    request.write(randomBuffer(MiB));
    await waitFor(() => imageApi.received[0]?.bytes);
    request.destroy();
    await waitFor(() => imageApi.received[0]?.closed);
    expect(imageApi.received[0]?.sha512).toBeNull();
  });

  it('answers cloudUnreachable when the image API breaks off', async () => {
    const { createPut } = await startServers({ breakAt: { bytes: MiB, how: 'reset' } });
    const request = createPut({ 'Content-Length': 8 * MiB });
    const reply = readReply(request);
    request.end(randomBuffer(8 * MiB));
    expect(JSON.parse((await reply).body)).toMatchObject({ code: 'cloudUnreachable', status: 502 });
  });
});
