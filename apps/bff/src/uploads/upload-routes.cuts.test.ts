import { MiB } from '@console/units';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../testing/random.ts';
import { createTusClient, randomBuffer, sha512, type TusClient } from '../testing/tus-client.ts';
import { startImageApi, startUploadServer } from '../testing/upload-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0).reverse()) await close();
});
const polling = { timeout: 5000, interval: 5 };

async function startServers() {
  const imageApi = await startImageApi();
  const bff = await startUploadServer(imageApi.url);
  closing.push(imageApi.close, bff.close);
  return { imageApi, client: createTusClient(bff.url) };
}

/** Resumes at the server's offset until the whole file has arrived. Returns the number of accepted slices. */
async function uploadAll(client: TusClient, location: string, data: Buffer): Promise<number> {
  let slices = 0;
  for (;;) {
    const head = await client.head(location).catch(() => null);
    const offset = Number(head?.headers['upload-offset'] ?? 0);
    if (head?.status === 200 && offset === data.length) return slices;
    const reply = await client.patch(location, offset, data.subarray(offset, offset + MiB)).catch(() => null);
    if (reply?.status === 204) slices += 1;
  }
}

describe('an upload', () => {
  it('resumes at the exact byte after each of 20 cuts', async () => {
    const [cuts, slices] = [20, 32];
    const { imageApi, client } = await startServers();
    const random = createRandom(5);
    const data = randomBuffer(256 * MiB);
    const sliceBytes = data.length / slices;
    const location = await client.open(data.length);
    const resent: number[] = [];
    for (let offset = 0; offset < data.length; ) {
      const slice = data.subarray(offset, offset + sliceBytes);
      // The first 20 slices are cut, each at a random byte.
      const cutAt = resent.length < cuts ? 1 + random.below(slice.length - 1) : null;
      if (cutAt === null) {
        offset = Number((await client.patch(location, offset, slice)).headers['upload-offset']);
        continue;
      }
      const sentOffset = offset + cutAt;
      const sending = client.begin(location, offset, slice.subarray(0, cutAt), slice.length);
      await vi.waitFor(() => expect(imageApi.received[0]?.bytes).toBeGreaterThan(offset), polling);
      sending.cut();
      await sending.reply;
      offset = await client.offset(location);
      resent.push(sentOffset - offset);
    }
    const [received] = imageApi.received;
    expect(received).toMatchObject({ bytes: data.length, sha512: sha512(data) });
    expect(imageApi.received).toHaveLength(1);
    expect(Math.max(...resent)).toBeLessThanOrEqual(sliceBytes);
    process.stdout.write(
      `reliability cuts=${resent.length} file=${data.length / MiB}MiB slice=${sliceBytes / MiB}MiB sha512=equal ` +
        `most_sent_again=${(Math.max(...resent) / MiB).toFixed(2)}MiB\n`,
    );
  });

  it('receives each byte once when two clients send it at the same time', async () => {
    const { imageApi, client } = await startServers();
    const data = randomBuffer(12 * MiB);
    const location = await client.open(data.length);
    const slices = await Promise.all([uploadAll(client, location, data), uploadAll(client, location, data)]);
    expect(slices[0] + slices[1]).toBeGreaterThan(0);
    expect(imageApi.received).toHaveLength(1);
    expect(imageApi.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
  });

  it.each([
    ['forward', 86_400_000],
    ['back', -86_400_000],
  ])('continues when the clock jumps a day %s', async (_direction, jumpMs) => {
    const { imageApi, client } = await startServers();
    const data = randomBuffer(4 * MiB);
    const location = await client.open(data.length);
    await client.patch(location, 0, data.subarray(0, MiB));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jumpMs });
    await uploadAll(client, location, data);
    expect(imageApi.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
  });
});
