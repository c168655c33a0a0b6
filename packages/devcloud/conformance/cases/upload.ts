import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';
import { octetStream, rawBare, uploadImage } from '../uploads.ts';

const hashOf = (algorithm: string, bytes: string | Buffer): string => createHash(algorithm).update(bytes).digest('hex');

const unknownId = '11111111-1111-4111-8111-111111111111';

/** Sends zeros in one single chunk. */
function uploadChunk(world: CaseContext, id: string, bytes: number): Promise<Reply> {
  const chunk = async function* () {
    yield Buffer.alloc(bytes);
  };
  return world.image('alice', 'PUT', `/v2/images/${id}/file`, { headers: octetStream, body: chunk() });
}

/** PUT /v2/images/{id}/file, as it goes well. */
const taken: readonly ConformanceCase[] = [
  {
    name: 'upload: the answer is 204 without a body, and the image active with size, checksum, hash and store',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = expectStatus(await uploadImage(world, 'alice', id, 'abc'), 204);
      assert.equal(reply.bytes.length, 0);
      expectHeaders(reply, { 'x-openstack-request-id': /^req-/ });
      expectFields(await world.fetchImage('alice', id), {
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
    name: 'upload: in pieces of unknown length as with one',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const pieces = async function* () {
        yield Buffer.from('abc');
        yield Buffer.from('def');
      };
      const path = `/v2/images/${id}/file`;
      expectStatus(await world.image('alice', 'PUT', path, { headers: octetStream, body: pieces() }), 204);
      expectFields(await world.fetchImage('alice', id), {
        status: 'active',
        size: 6,
        checksum: hashOf('md5', 'abcdef'),
      });
    },
  },
  {
    name: 'upload: a chunk of 900,000 bytes goes through',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      expectStatus(await uploadChunk(world, id, 900_000), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', size: 900_000 });
    },
  },
  {
    name: 'upload: a chunk of 1 MiB does not: 500, and queued again',
    needs: 'uwsgi',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      expectStatus(await uploadChunk(world, id, 1024 * 1024), 500);
      expectFields(await world.fetchImage('alice', id), { status: 'queued', size: null });
    },
  },
  {
    name: 'upload: a client that asks to be told to go on gets its data through',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = await uploadImage(world, 'alice', id, 'abc', { headers: { Expect: '100-continue' } });
      expectStatus(reply, 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', size: 3 });
    },
  },
  {
    name: 'upload: the media type may have parameters',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const headers = { 'Content-Type': 'application/octet-stream; charset=utf-8' };
      expectStatus(await uploadImage(world, 'alice', id, 'abc', { headers }), 204);
    },
  },
  {
    name: 'upload: nothing at all makes an active image of 0 bytes',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      expectStatus(await uploadImage(world, 'alice', id, ''), 204);
      expectFields(await world.fetchImage('alice', id), {
        status: 'active',
        size: 0,
        virtual_size: null,
        checksum: hashOf('md5', ''),
      });
    },
  },
  {
    name: 'upload: a header chooses the store',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      expectStatus(await uploadImage(world, 'alice', id, 'abc', { headers: { 'X-Image-Meta-Store': 'slow' } }), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', stores: 'slow' });
    },
  },
  {
    name: 'upload: a size announced in x-openstack-image-size is not looked at',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      expectStatus(await uploadImage(world, 'alice', id, 'abc', { headers: { 'x-openstack-image-size': '5' } }), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', size: 3 });
    },
  },
];

/** What is refused, and that the image stays as it was. */
const refused: readonly ConformanceCase[] = [
  ...[
    ['text/plain', 'The request media type text/plain is not supported by this server\\.'],
    ['application/json', 'The request media type application/json is not supported by this server\\.'],
  ].map(
    ([type = '', words = '']): ConformanceCase => ({
      name: `upload: the media type ${type} is refused with 415`,
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare);
        const reply = await uploadImage(world, 'alice', id, '"abc"', { headers: { 'Content-Type': type } });
        expectFault(reply, 415, new RegExp(`^${words}$`));
        expectFields(await world.fetchImage('alice', id), { status: 'queued', size: null });
      },
    }),
  ),
  {
    name: 'upload: no media type is refused with 415',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = await world.image('alice', 'PUT', `/v2/images/${id}/file`, { body: 'abc' });
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
      name: `upload: an image without ${missing.split(' ').slice(1).join(' ')} takes no data`,
      run: async (world) => {
        const { id } = await world.createImage('alice', fields);
        expectFault(
          await uploadImage(world, 'alice', id, 'abc'),
          400,
          new RegExp(`^${missing} must be set prior to saving data\\.$`),
        );
        expectFields(await world.fetchImage('alice', id), { status: 'queued', size: null });
      },
    }),
  ),
  {
    name: 'upload: an active image takes no second upload',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const words = /^Image status transition from active to saving is not allowed$/;
      expectFault(await uploadImage(world, 'alice', id, 'other'), 409, words);
      expectFields(await world.fetchImage('alice', id), { size: 3, checksum: hashOf('md5', 'abc') });
    },
  },
  {
    name: 'upload: a deactivated image takes none',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`), 204);
      const words = /^Image status transition from deactivated to saving is not allowed$/;
      expectFault(await uploadImage(world, 'alice', id, 'other'), 409, words);
    },
  },
  {
    name: 'upload: an unknown store is refused, and the image is free for another try',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = await uploadImage(world, 'alice', id, 'abc', { headers: { 'X-Image-Meta-Store': 'nope' } });
      expectFault(reply, 400, /^Store for identifier nope not found$/);
      expectStatus(await uploadImage(world, 'alice', id, 'abc'), 204);
    },
  },
  {
    name: 'upload: an unknown image',
    run: async (world) => {
      const words = new RegExp(`^No image found with ID ${unknownId}$`);
      expectFault(await uploadImage(world, 'alice', unknownId, 'abc'), 404, words);
    },
  },
  {
    name: 'upload: not into the community image of another project',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'community' });
      const words = /^You are not authorized to complete upload_image action\.$/;
      expectFault(await uploadImage(world, 'dave', id, 'abc'), 403, words);
    },
  },
  {
    name: 'upload: the private image of another project is not there',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'private' });
      expectFault(await uploadImage(world, 'dave', id, 'abc'), 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'upload: not by a reader of the project',
    run: async (world) => {
      const { id } = await world.createImage('aliceOps', rawBare);
      const words = /^You are not authorized to complete upload_image action\.$/;
      expectFault(await uploadImage(world, 'bob', id, 'abc'), 403, words);
      expectFields(await world.fetchImage('bob', id), { status: 'queued' });
    },
  },
  {
    name: 'upload: POST and DELETE are not known there',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = await world.image('alice', 'DELETE', `/v2/images/${id}/file`);
      expectFault(reply, 405, /^The method DELETE is not allowed for this resource\.$/);
      expectHeaders(reply, { allow: 'GET, PUT' });
    },
  },
];

export const uploadCases: readonly ConformanceCase[] = [...taken, ...refused];
