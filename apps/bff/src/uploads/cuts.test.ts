import { afterEach, expect, it, vi } from 'vitest';
import { createRandom } from '../testing/random.ts';
import { startBff, startUpstream } from './testing.ts';
import { type Client, createClient, sha512, someBytes } from './testing-client.ts';

const MiB = 1024 * 1024;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0).reverse()) await close();
});
const waiting = { timeout: 5000, interval: 5 };

async function stage() {
  const upstream = await startUpstream();
  const bff = await startBff(upstream.url);
  closing.push(upstream.close, bff.close);
  return { upstream, bff, client: createClient(bff.url) };
}

it('a file whose connection is cut 20 times goes on from the exact byte each time', async () => {
  const [cuts, slices] = [20, 32];
  const { upstream, client } = await stage();
  const random = createRandom(5);
  const data = someBytes(256 * MiB);
  const sliceBytes = data.length / slices;
  const location = await client.open(data.length);
  const again: number[] = [];
  for (let at = 0; at < data.length; ) {
    const slice = data.subarray(at, at + sliceBytes);
    // Every slice is cut, from the first on, until there have been enough cuts.
    const cutAt = again.length < cuts ? 1 + random.below(slice.length - 1) : null;
    if (cutAt === null) {
      at = Number((await client.patch(location, at, slice)).headers['upload-offset']);
      continue;
    }
    const goal = at + cutAt;
    const begun = client.begin(location, at, slice.subarray(0, cutAt), slice.length);
    await vi.waitFor(() => expect(upstream.received[0]?.bytes).toBeGreaterThan(at), waiting);
    begun.cut();
    await begun.reply;
    at = await client.offset(location);
    again.push(goal - at);
  }
  const [arrived] = upstream.received;
  expect(arrived).toMatchObject({ bytes: data.length, sha512: sha512(data) });
  expect(upstream.received).toHaveLength(1);
  expect(Math.max(...again)).toBeLessThanOrEqual(sliceBytes);
  process.stdout.write(
    `reliability cuts=${again.length} file=${data.length / MiB}MiB slice=${sliceBytes / MiB}MiB sha512=equal ` +
      `most_sent_again=${(Math.max(...again) / MiB).toFixed(2)}MiB\n`,
  );
});

/** As a browser does: asks where the upload stands and goes on from there, until there is nothing left. */
async function push(client: Client, location: string, data: Buffer): Promise<number> {
  let slices = 0;
  for (;;) {
    const head = await client.head(location).catch(() => null);
    const at = Number(head?.headers['upload-offset'] ?? 0);
    if (head?.status === 200 && at === data.length) return slices;
    const reply = await client.patch(location, at, data.subarray(at, at + MiB)).catch(() => null);
    if (reply?.status === 204) slices += 1;
  }
}

it('two clients on one upload take turns, and no byte comes twice', async () => {
  const { upstream, client } = await stage();
  const data = someBytes(12 * MiB);
  const location = await client.open(data.length);
  const slices = await Promise.all([push(client, location, data), push(client, location, data)]);
  expect(slices[0] + slices[1]).toBeGreaterThan(0);
  expect(upstream.received).toHaveLength(1);
  expect(upstream.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
});

it.each([
  ['a day ahead', 86_400_000],
  ['a day back', -86_400_000],
])('a clock that jumps %s in the middle does not end the upload', async (_where, jump) => {
  const { upstream, client } = await stage();
  const data = someBytes(4 * MiB);
  const location = await client.open(data.length);
  await client.patch(location, 0, data.subarray(0, MiB));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jump });
  await push(client, location, data);
  expect(upstream.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
});
