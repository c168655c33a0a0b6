import type { ProblemCode } from '@console/bff-contract';
import { MiB } from '@console/units';
import { afterEach, describe, expect, it } from 'vitest';
import { createTusClient, randomBuffer } from '../testing/tus-client.ts';
import { type Break, type ImageApiBehaviour, startImageApi, startUploadServer } from '../testing/upload-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The code of a Problem, and the cloud's status or the reason of the loss. */
type Outcome = readonly [ProblemCode, number | string | undefined];

/** Uploads `length` bytes and returns the problem. Checks that nothing of the upload stays in memory. */
async function uploadTo(behaviour: ImageApiBehaviour, length = MiB): Promise<Outcome> {
  const imageApi = await startImageApi(behaviour);
  const bff = await startUploadServer(imageApi.url, { stallMs: 300, uploadResponseMs: 300 });
  closing.push(imageApi.close, bff.close);
  const client = createTusClient(bff.url);
  const created = await client.create(length);
  const { location } = created.headers;
  const reply = location === undefined ? created : await client.patch(location, 0, randomBuffer(length));
  expect(bff.uploads.gauge()).toEqual({ open: 0, buffered: 0 });
  const { code, reason, upstream, at } = JSON.parse(reply.body);
  expect(at).toEqual({ service: 'image', host: new URL(imageApi.url).host });
  return [code, reason ?? upstream?.status];
}

const steps = [
  ['before the first byte', 0],
  ['in the middle', MiB / 2],
  ['after the last byte', MiB],
] as const;

describe.each(steps)('an upload when the image API answers %s', (step, bytes) => {
  it.each([403, 404, 409, 410, 413, 500, 503])('ends as uploadRefused with the status %i', async (status) => {
    expect(await uploadTo({ refuseAt: { bytes, status } })).toEqual(['uploadRefused', status]);
  });

  const unauthorized = step === 'before the first byte' ? 'sessionGone' : 'uploadRefused';
  it(`ends as ${unauthorized} with 401`, async () => {
    expect(await uploadTo({ refuseAt: { bytes, status: 401 } })).toEqual([unauthorized, 401]);
  });

  it('ends as uploadMismatch with 415', async () => {
    expect(await uploadTo({ refuseAt: { bytes, status: 415 } })).toEqual(['uploadMismatch', 415]);
  });
});

describe('an upload when the image API does not answer', () => {
  it.each<[Break, string, Outcome, number]>([
    ['reset', 'before the first byte', ['cloudUnreachable', undefined], 0],
    ['reset', 'in the middle', ['uploadLost', 'reset'], MiB / 2],
    ['reset', 'after the last byte', ['uploadLost', 'reset'], MiB],
    ['close', 'before the first byte', ['cloudUnreachable', undefined], 0],
    ['close', 'in the middle', ['uploadLost', 'reset'], MiB / 2],
    ['close', 'after the last byte', ['uploadLost', 'reset'], MiB],
  ])('and the connection breaks (%s) %s, ends as %o', async (how, _step, outcome, bytes) => {
    expect(await uploadTo({ breakAt: { bytes, how } })).toEqual(outcome);
  });

  /** More than the sockets' buffers hold, so that the BFF notices. */
  const length = 16 * MiB;
  it.each([
    ['before the first byte', 0],
    ['in the middle', length / 4],
  ])('and stops reading %s, ends as lost (stalled)', async (_step, bytes) => {
    expect(await uploadTo({ breakAt: { bytes, how: 'hang' } }, length)).toEqual(['uploadLost', 'stalled']);
  });

  it.each([
    ['at once', {}],
    ['late', { continueAfterMs: 150 }],
  ])('after the last byte, ends as lost (timeout) with 100 Continue %s', async (_when, behaviour) => {
    expect(await uploadTo({ mute: true, ...behaviour })).toEqual(['uploadLost', 'timeout']);
  });
});
