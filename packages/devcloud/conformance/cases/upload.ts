import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';
import { octetStream, rawBare, uploadImage } from '../uploads.ts';

const hashOf = (algorithm: string, bytes: string | Buffer): string => createHash(algorithm).update(bytes).digest('hex');

const unknownId = '11111111-1111-4111-8111-111111111111';

/** Sends zeros in a single HTTP chunk. */
function uploadChunk(context: CaseContext, id: string, bytes: number): Promise<Reply> {
  const chunk = async function* () {
    yield Buffer.alloc(bytes);
  };
  return context.image('alice', 'PUT', `/v2/images/${id}/file`, { headers: octetStream, body: chunk() });
}

/** PUT /v2/images/{id}/file, accepted requests. */
const accepted: readonly ConformanceCase[] = [
  {
    name: 'upload: the response is an empty 204, and the image is active with size, checksum, hash and store',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = expectStatus(await uploadImage(context, 'alice', id, 'abc'), 204);
      assert.equal(reply.bytes.length, 0);
      expectHeaders(reply, { 'x-openstack-request-id': /^req-/ });
      expectFields(await context.fetchImage('alice', id), {
        status: 'active',
        size: 3,
        virtual_size: 3,
        checksum: hashOf('md5', 'abc'),
        os_hash_algo: 'sha512',
        os_hash_value: hashOf('sha512', 'abc'),
        stores: 'fast',
      });
    },
  },
  {
    name: 'upload: chunked data is accepted like data with a length',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const pieces = async function* () {
        yield Buffer.from('abc');
        yield Buffer.from('def');
      };
      const path = `/v2/images/${id}/file`;
      expectStatus(await context.image('alice', 'PUT', path, { headers: octetStream, body: pieces() }), 204);
      expectFields(await context.fetchImage('alice', id), {
        status: 'active',
        size: 6,
        checksum: hashOf('md5', 'abcdef'),
      });
    },
  },
  {
    name: 'upload: a chunk of 900,000 bytes is accepted',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      expectStatus(await uploadChunk(context, id, 900_000), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', size: 900_000 });
    },
  },
  {
    name: 'upload: a chunk of 1 MiB is a 500, and the image is queued again',
    needs: 'uwsgi',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      expectStatus(await uploadChunk(context, id, 1024 * 1024), 500);
      expectFields(await context.fetchImage('alice', id), { status: 'queued', size: null });
    },
  },
  {
    name: 'upload: a client that sends Expect: 100-continue completes',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = await uploadImage(context, 'alice', id, 'abc', { headers: { Expect: '100-continue' } });
      expectStatus(reply, 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', size: 3 });
    },
  },
  {
    name: 'upload: the media type may have parameters',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const headers = { 'Content-Type': 'application/octet-stream; charset=utf-8' };
      expectStatus(await uploadImage(context, 'alice', id, 'abc', { headers }), 204);
    },
  },
  {
    name: 'upload: an empty body makes an active image of 0 bytes',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      expectStatus(await uploadImage(context, 'alice', id, ''), 204);
      expectFields(await context.fetchImage('alice', id), {
        status: 'active',
        size: 0,
        virtual_size: null,
        checksum: hashOf('md5', ''),
      });
    },
  },
  {
    name: 'upload: a header selects the store',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      expectStatus(await uploadImage(context, 'alice', id, 'abc', { headers: { 'X-Image-Meta-Store': 'slow' } }), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', stores: 'slow' });
    },
  },
  {
    name: 'upload: the size in x-openstack-image-size is ignored',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      expectStatus(await uploadImage(context, 'alice', id, 'abc', { headers: { 'x-openstack-image-size': '5' } }), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', size: 3 });
    },
  },
];

/** Refused requests, after which the image is unchanged. */
const refused: readonly ConformanceCase[] = [
  ...[
    ['text/plain', 'The request media type text/plain is not supported by this server\\.'],
    ['application/json', 'The request media type application/json is not supported by this server\\.'],
  ].map(
    ([type = '', message = '']): ConformanceCase => ({
      name: `upload: the media type ${type} is refused with 415`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare);
        const reply = await uploadImage(context, 'alice', id, '"abc"', { headers: { 'Content-Type': type } });
        expectFault(reply, 415, new RegExp(`^${message}$`));
        expectFields(await context.fetchImage('alice', id), { status: 'queued', size: null });
      },
    }),
  ),
  {
    name: 'upload: no media type is refused with 415',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = await context.image('alice', 'PUT', `/v2/images/${id}/file`, { body: 'abc' });
      expectFault(reply, 415, /^The request media type \$\{CONTENT_TYPE\} is not supported by this server\.$/);
    },
  },
  ...(
    [
      [{}, 'Properties disk_format, container_format'],
      [{ disk_format: 'raw' }, 'Property container_format'],
      [{ container_format: 'bare' }, 'Property disk_format'],
    ] as const
  ).map(
    ([fields, missing]): ConformanceCase => ({
      name: `upload: an image without ${missing.split(' ').slice(1).join(' ')} is refused`,
      run: async (context) => {
        const { id } = await context.createImage('alice', fields);
        expectFault(
          await uploadImage(context, 'alice', id, 'abc'),
          400,
          new RegExp(`^${missing} must be set prior to saving data\\.$`),
        );
        expectFields(await context.fetchImage('alice', id), { status: 'queued', size: null });
      },
    }),
  ),
  {
    name: 'upload: an active image is refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const message = /^Image status transition from active to saving is not allowed$/;
      expectFault(await uploadImage(context, 'alice', id, 'other'), 409, message);
      expectFields(await context.fetchImage('alice', id), { size: 3, checksum: hashOf('md5', 'abc') });
    },
  },
  {
    name: 'upload: a deactivated image is refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`), 204);
      const message = /^Image status transition from deactivated to saving is not allowed$/;
      expectFault(await uploadImage(context, 'alice', id, 'other'), 409, message);
    },
  },
  {
    name: 'upload: an unknown store is refused, and the image accepts another upload',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = await uploadImage(context, 'alice', id, 'abc', { headers: { 'X-Image-Meta-Store': 'nope' } });
      expectFault(reply, 400, /^Store for identifier nope not found$/);
      expectStatus(await uploadImage(context, 'alice', id, 'abc'), 204);
    },
  },
  {
    name: 'upload: an unknown image is a 404',
    run: async (context) => {
      const message = new RegExp(`^No image found with ID ${unknownId}$`);
      expectFault(await uploadImage(context, 'alice', unknownId, 'abc'), 404, message);
    },
  },
  {
    name: 'upload: a community image of another project is refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'community' });
      const message = /^You are not authorized to complete upload_image action\.$/;
      expectFault(await uploadImage(context, 'dave', id, 'abc'), 403, message);
    },
  },
  {
    name: 'upload: a private image of another project is a 404',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'private' });
      expectFault(await uploadImage(context, 'dave', id, 'abc'), 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'upload: a reader of the project is refused',
    run: async (context) => {
      const { id } = await context.createImage('aliceOps', rawBare);
      const message = /^You are not authorized to complete upload_image action\.$/;
      expectFault(await uploadImage(context, 'bob', id, 'abc'), 403, message);
      expectFields(await context.fetchImage('bob', id), { status: 'queued' });
    },
  },
  {
    name: 'upload: POST and DELETE are not allowed',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = await context.image('alice', 'DELETE', `/v2/images/${id}/file`);
      expectFault(reply, 405, /^The method DELETE is not allowed for this resource\.$/);
      expectHeaders(reply, { allow: 'GET, PUT' });
    },
  },
];

export const uploadCases: readonly ConformanceCase[] = [...accepted, ...refused];
