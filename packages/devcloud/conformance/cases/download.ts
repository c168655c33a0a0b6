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

const download = (context: CaseContext, who: Actor, id: string, headers: Record<string, string> = {}): Promise<Reply> =>
  context.image(who, 'GET', `/v2/images/${id}/file`, { headers });

/** Range headers with the `Content-Range` (`bytes a-b/10`) and body of the response. */
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

const badRanges: readonly (readonly [range: string, status: number, message: RegExp])[] = [
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
    name: 'download: the response has a length and an MD5 in hex, and no header on ranges or names',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, data);
      const reply = expectStatus(await download(context, 'alice', id), 200);
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
    name: 'download: 3 MB are returned unchanged',
    run: async (context) => {
      const bytes = Buffer.alloc(3_000_000, 'three megabytes ');
      const { id } = await context.createImage('alice', rawBare, bytes);
      const reply = expectStatus(await download(context, 'alice', id), 200);
      assert.ok(reply.bytes.equals(bytes), 'other bytes came back');
    },
  },
  {
    name: 'download: an image of 0 bytes is returned',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, '');
      const reply = expectStatus(await download(context, 'alice', id), 200);
      expectHeaders(reply, { 'content-length': '0' });
      const ranged = await download(context, 'alice', id, { Range: 'bytes=0-1' });
      expectFault(ranged, 416, /Start position MUST be in the inclusive range \[0, -1\]\.$/);
    },
  },
  {
    name: 'download: a queued image is a 204',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = expectStatus(await download(context, 'alice', id), 204);
      assert.equal(reply.bytes.length, 0);
    },
  },
  {
    name: 'download: a range of an image without data closes the connection without a response',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      await assert.rejects(download(context, 'alice', id, { Range: 'bytes=0-1' }), /socket hang up/);
    },
  },
  {
    name: 'download: HEAD is not allowed',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, data);
      const reply = expectStatus(await context.image('alice', 'HEAD', `/v2/images/${id}/file`), 405);
      expectHeaders(reply, { allow: 'GET, PUT' });
    },
  },
  {
    name: 'download: an unknown image is a 404',
    run: async (context) => {
      expectFault(
        await download(context, 'alice', unknownId),
        404,
        new RegExp(`^No image found with ID ${unknownId}$`),
      );
    },
  },
];

const parts: readonly ConformanceCase[] = [
  ...ranges.map(
    ([range, contentRange, bytes]): ConformanceCase => ({
      name: `download: the range "${range}" of ten bytes`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare, data);
        const reply = expectStatus(await download(context, 'alice', id, { Range: range }), 206);
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
    ([range, status, message]): ConformanceCase => ({
      name: `download: the range "${range}" of ten bytes is refused with ${status}`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare, data);
        expectFault(await download(context, 'alice', id, { Range: range }), status, message);
      },
    }),
  ),
];

const notAuthorized = /^You are not authorized to complete download_image action\.$/;

const whoMay: readonly ConformanceCase[] = [
  {
    name: 'download: a member of another project may download a community image',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'community' }, data);
      assert.equal(expectStatus(await download(context, 'dave', id), 200).bytes.toString(), data);
    },
  },
  {
    name: 'download: a reader may download neither an image of the project nor a community image',
    run: async (context) => {
      const own = await context.createImage('aliceOps', rawBare, data);
      const open = await context.createImage('alice', { ...rawBare, visibility: 'community' }, data);
      for (const { id } of [own, open]) expectFault(await download(context, 'bob', id), 403, notAuthorized);
    },
  },
  {
    name: 'download: a private image of another project is a 404',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'private' }, data);
      expectFault(await download(context, 'dave', id), 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'download: an administrator may download from every project',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'private' }, data);
      assert.equal(expectStatus(await download(context, 'admin', id), 200).bytes.toString(), data);
    },
  },
  {
    name: 'download: a deactivated image can be downloaded by administrators only',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, data);
      expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`), 204);
      const message = /^The requested image has been deactivated\. Image data download is forbidden\.$/;
      expectFault(await download(context, 'alice', id), 403, message);
      assert.equal(expectStatus(await download(context, 'admin', id), 200).bytes.toString(), data);
      expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/actions/reactivate`), 204);
      expectStatus(await download(context, 'alice', id), 200);
    },
  },
  {
    name: 'download: a member may download a shared image before accepting it and after rejecting it',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'shared' }, data);
      const member = context.projectId('dave');
      expectStatus(await download(context, 'dave', id), 404);
      expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } }), 200);
      expectStatus(await download(context, 'dave', id), 200);
      const json = { status: 'rejected' };
      expectStatus(await context.image('dave', 'PUT', `/v2/images/${id}/members/${member}`, { json }), 200);
      expectStatus(await download(context, 'dave', id), 200);
    },
  },
];

export const downloadCases: readonly ConformanceCase[] = [...whole, ...parts, ...whoMay];
