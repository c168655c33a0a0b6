import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Actor, CaseContext } from '../case-context.ts';
import { expectFault, expectHeaders, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';
import { rawBare } from '../uploads.ts';

const data = '0123456789';
const md5 = createHash('md5').update(data).digest('hex');
const unknownId = '11111111-1111-4111-8111-111111111111';

const download = (world: CaseContext, who: Actor, id: string, headers: Record<string, string> = {}): Promise<Reply> =>
  world.image(who, 'GET', `/v2/images/${id}/file`, { headers });

/** Range: what is answered, `bytes a-b/10` and the bytes. */
const ranges: readonly (readonly [range: string, contentRange: string, bytes: string])[] = [
  ['bytes=0-3', 'bytes 0-3/10', '0123'],
  ['bytes=0-0', 'bytes 0-0/10', '0'],
  ['bytes=9-9', 'bytes 9-9/10', '9'],
  ['bytes=4-', 'bytes 4-9/10', '456789'],
  ['bytes=0-', 'bytes 0-9/10', data],
  ['bytes=-3', 'bytes 7-9/10', '789'],
  ['bytes=-100', 'bytes 0-9/10', data],
  ['bytes=5-100', 'bytes 5-9/10', '56789'],
  ['BYTES= 0 - 1', 'bytes 0-1/10', '01'],
];

const noRange = /^The Range requested is not available\. Invalid Range header\.$/;
const behindTheEnd =
  /^The Range requested is not available\. Invalid start position in Range header\. Start position MUST be in the inclusive range \[0, 9\]\.$/;
const several =
  /^Requests with multiple ranges are not supported in Glance\. You may make multiple single-range requests instead\.$/;

const badRanges: readonly (readonly [range: string, status: number, words: RegExp])[] = [
  ['bytes=10-', 416, behindTheEnd],
  ['bytes=20-30', 416, behindTheEnd],
  ['bytes=5-4', 416, noRange],
  ['bytes=a-b', 416, noRange],
  ['items=0-1', 416, noRange],
  ['everything', 416, noRange],
  ['bytes=0-1,4-5', 400, several],
];

const whole: readonly ConformanceCase[] = [
  {
    name: 'download: whole, with its length, its MD5 in hex, and no word on ranges or names',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, data);
      const reply = expectStatus(await download(world, 'alice', id), 200);
      assert.equal(reply.bytes.toString(), data);
      expectHeaders(reply, {
        'content-type': 'application/octet-stream',
        'content-length': '10',
        'content-md5': md5,
        'accept-ranges': null,
        'content-disposition': null,
        etag: null,
        'last-modified': null,
        'x-openstack-request-id': /^req-/,
      });
    },
  },
  {
    name: 'download: 3 MB come back as they went',
    run: async (world) => {
      const bytes = Buffer.alloc(3_000_000, 'three megabytes ');
      const { id } = await world.createImage('alice', rawBare, bytes);
      const reply = expectStatus(await download(world, 'alice', id), 200);
      assert.ok(reply.bytes.equals(bytes), 'other bytes came back');
    },
  },
  {
    name: 'download: an image of 0 bytes',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, '');
      const reply = expectStatus(await download(world, 'alice', id), 200);
      expectHeaders(reply, { 'content-length': '0' });
      const ranged = await download(world, 'alice', id, { Range: 'bytes=0-1' });
      expectFault(ranged, 416, /Start position MUST be in the inclusive range \[0, -1\]\.$/);
    },
  },
  {
    name: 'download: a queued image gives 204',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = expectStatus(await download(world, 'alice', id), 204);
      assert.equal(reply.bytes.length, 0);
    },
  },
  {
    name: 'download: a part of an image without data breaks the line, without an answer',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      await assert.rejects(download(world, 'alice', id, { Range: 'bytes=0-1' }), /socket hang up/);
    },
  },
  {
    name: 'download: HEAD is not allowed',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, data);
      const reply = expectStatus(await world.image('alice', 'HEAD', `/v2/images/${id}/file`), 405);
      expectHeaders(reply, { allow: 'GET, PUT' });
    },
  },
  {
    name: 'download: an unknown image',
    run: async (world) => {
      expectFault(await download(world, 'alice', unknownId), 404, new RegExp(`^No image found with ID ${unknownId}$`));
    },
  },
];

const parts: readonly ConformanceCase[] = [
  ...ranges.map(
    ([range, contentRange, bytes]): ConformanceCase => ({
      name: `download: "${range}" of ten bytes`,
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare, data);
        const reply = expectStatus(await download(world, 'alice', id, { Range: range }), 206);
        assert.equal(reply.bytes.toString(), bytes);
        expectHeaders(reply, {
          'content-range': contentRange,
          'content-length': String(bytes.length),
          'content-md5': md5,
          'content-type': 'application/octet-stream',
        });
      },
    }),
  ),
  ...badRanges.map(
    ([range, status, words]): ConformanceCase => ({
      name: `download: "${range}" of ten bytes is refused with ${status}`,
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare, data);
        expectFault(await download(world, 'alice', id, { Range: range }), status, words);
      },
    }),
  ),
];

const notAuthorized = /^You are not authorized to complete download_image action\.$/;

const whoMay: readonly ConformanceCase[] = [
  {
    name: 'download: a member of another project gets a community image',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'community' }, data);
      assert.equal(expectStatus(await download(world, 'dave', id), 200).bytes.toString(), data);
    },
  },
  {
    name: 'download: readers get neither their own project’s data nor a community image’s',
    run: async (world) => {
      const own = await world.createImage('aliceOps', rawBare, data);
      const open = await world.createImage('alice', { ...rawBare, visibility: 'community' }, data);
      for (const { id } of [own, open]) expectFault(await download(world, 'bob', id), 403, notAuthorized);
    },
  },
  {
    name: 'download: another project’s private image is not there',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'private' }, data);
      expectFault(await download(world, 'dave', id), 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'download: the administrator gets every project’s data',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'private' }, data);
      assert.equal(expectStatus(await download(world, 'admin', id), 200).bytes.toString(), data);
    },
  },
  {
    name: 'download: a deactivated image gives its data to the administrator alone',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, data);
      expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`), 204);
      const words = /^The requested image has been deactivated\. Image data download is forbidden\.$/;
      expectFault(await download(world, 'alice', id), 403, words);
      assert.equal(expectStatus(await download(world, 'admin', id), 200).bytes.toString(), data);
      expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/actions/reactivate`), 204);
      expectStatus(await download(world, 'alice', id), 200);
    },
  },
  {
    name: 'download: one with whom it is shared gets the data before answering, and after refusing',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'shared' }, data);
      const member = world.projectId('dave');
      expectStatus(await download(world, 'dave', id), 404);
      expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } }), 200);
      expectStatus(await download(world, 'dave', id), 200);
      const json = { status: 'rejected' };
      expectStatus(await world.image('dave', 'PUT', `/v2/images/${id}/members/${member}`, { json }), 200);
      expectStatus(await download(world, 'dave', id), 200);
    },
  },
];

export const downloadCases: readonly ConformanceCase[] = [...whole, ...parts, ...whoMay];
