import type { ProblemCode } from '@console/bff-contract';
import { afterEach, describe, expect, it } from 'vitest';
import { type Break, startBff, startUpstream, type UpstreamManners } from './testing.ts';
import { createClient, someBytes } from './testing-client.ts';

const MiB = 1024 * 1024;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The Problem's code, and the cloud's status or the reason of the loss. */
type Heard = readonly [ProblemCode, number | string | undefined];

/** What the browser hears when the image API behaves like this; nothing of the upload is left in memory then. */
async function hear(manners: UpstreamManners, length = MiB): Promise<Heard> {
  const upstream = await startUpstream(manners);
  const bff = await startBff(upstream.url, { stallMs: 300, answerMs: 300 });
  closing.push(upstream.close, bff.close);
  const client = createClient(bff.url);
  const created = await client.create(length);
  const { location } = created.headers;
  const reply = location === undefined ? created : await client.patch(location, 0, someBytes(length));
  expect(bff.uploads.gauge()).toEqual({ open: 0, buffered: 0 });
  const { code, reason, upstream: said, at } = JSON.parse(reply.body);
  // Who has to call the operator is told which service it was, and where.
  expect(at).toEqual({ service: 'image', host: new URL(upstream.url).host });
  return [code, reason ?? said?.status];
}

const steps = [
  ['before the first byte', 0],
  ['in the middle', MiB / 2],
  ['after the last byte', MiB],
] as const;

describe.each(steps)('the image API, %s,', (step, bytes) => {
  it.each([403, 404, 409, 410, 413, 500, 503])('answers %i', async (status) => {
    expect(await hear({ refuseAt: { bytes, status } })).toEqual(['uploadRefused', status]);
  });

  it('answers 401', async () => {
    const code = step === 'before the first byte' ? 'sessionGone' : 'uploadRefused';
    expect(await hear({ refuseAt: { bytes, status: 401 } })).toEqual([code, 401]);
  });

  it('answers 415', async () => {
    expect(await hear({ refuseAt: { bytes, status: 415 } })).toEqual(['uploadMismatch', 415]);
  });
});

describe('the image API says nothing and', () => {
  it.each<[Break, number, string, Heard]>([
    ['reset', 0, 'before the first byte', ['cloudUnreachable', undefined]],
    ['reset', MiB / 2, 'in the middle', ['uploadLost', 'reset']],
    ['reset', MiB, 'after the last byte', ['uploadLost', 'reset']],
    ['close', 0, 'before the first byte', ['cloudUnreachable', undefined]],
    ['close', MiB / 2, 'in the middle', ['uploadLost', 'reset']],
    ['close', MiB, 'after the last byte', ['uploadLost', 'reset']],
  ])('%ss after %i bytes: %s', async (how, bytes, _when, heard) => {
    expect(await hear({ breakAt: { bytes, how } })).toEqual(heard);
  });

  /** More than sockets hold, so that it is noticed. */
  const much = 16 * MiB;
  it.each<[number, string, string]>([
    [0, 'before the first byte', 'stalled'],
    [much / 4, 'in the middle', 'stalled'],
  ])('reads no further than %i bytes: %s', async (bytes, _when, reason) => {
    expect(await hear({ breakAt: { bytes, how: 'hang' } }, much)).toEqual(['uploadLost', reason]);
  });

  it.each([{}, { continueAfterMs: 150 }])('does not answer the last byte, with %o', async (manners) => {
    expect(await hear({ mute: true, ...manners })).toEqual(['uploadLost', 'timeout']);
  });
});
