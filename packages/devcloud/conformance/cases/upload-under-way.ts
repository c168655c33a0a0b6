import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import { octetStream, rawBare, startPartialUpload, uploadImage } from '../uploads.ts';

const untouched = { name: 'before', tags: ['before'], role: 'before', visibility: 'shared', protected: false };

/** Changes an image that is `untouched`, and sees the change in the answer. */
async function changeEverything(world: CaseContext, id: string): Promise<void> {
  const changed = { name: 'after', tags: ['after'], role: 'after', visibility: 'private', protected: true };
  const operations = Object.entries({ ...changed, added: 'after' }).map(([key, value]) => ({
    op: 'add',
    path: `/${key}`,
    value,
  }));
  const reply = await world.image('alice', 'PATCH', `/v2/images/${id}`, jsonPatch(operations));
  expectFields(expectStatus(reply, 200).body, { ...changed, added: 'after' });
}

/** PUT /v2/images/{id}/file while the data are on their way. */
export const uploadUnderWayCases: readonly ConformanceCase[] = [
  {
    name: 'upload: meanwhile the image is saving, has no size, and gives 204 for its data',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const upload = await startPartialUpload(world, 'alice', id, 'file');
      const now = await world.fetchImage('alice', id);
      expectFields(now, { status: 'saving', size: null, checksum: null });
      assert.equal(now.stores, undefined);
      expectStatus(await world.image('alice', 'GET', `/v2/images/${id}/file`), 204);
      expectStatus(await upload.finish(), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', size: 2 * upload.half.length });
    },
  },
  {
    name: 'upload: meanwhile neither a second upload nor a stage nor a deactivation',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const first = await startPartialUpload(world, 'alice', id, 'file');
      const words = /^Image status transition from saving to saving is not allowed$/;
      expectFault(await uploadImage(world, 'alice', id, 'abc'), 409, words);
      const staged = await world.image('alice', 'PUT', `/v2/images/${id}/stage`, { headers: octetStream, body: 'abc' });
      expectFault(staged, 409, /^Image status transition from saving to uploading is not allowed$/);
      const deactivated = await world.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`);
      expectFault(deactivated, 403, /^Not allowed to deactivate image in status 'saving'$/);
      expectStatus(await first.finish(), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', size: 2 * first.half.length });
    },
  },
  ...(['measured', 'chunked'] as const).map(
    (form): ConformanceCase => ({
      name: `upload: a client that goes away (${form}) leaves the image queued, and it can be sent again`,
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare);
        const first = await startPartialUpload(world, 'alice', id, 'file', form);
        await first.cut();
        const left = await world.waitUntil(
          () => world.fetchImage('alice', id),
          ({ status }) => status === 'queued',
        );
        expectFields(left, { size: null, checksum: null, virtual_size: null });
        expectStatus(await uploadImage(world, 'alice', id, 'abc'), 204);
        expectFields(await world.fetchImage('alice', id), {
          status: 'active',
          size: 3,
          checksum: createHash('md5').update('abc').digest('hex'),
        });
      },
    }),
  ),
  {
    name: 'upload: an image deleted meanwhile ends it with 410',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const upload = await startPartialUpload(world, 'alice', id, 'file');
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectStatus(await world.image('alice', 'GET', `/v2/images/${id}`), 404);
      expectFault(
        await upload.finish(),
        410,
        new RegExp(
          `^Image ${id} could not be found after upload\\. The image may have been deleted during the upload, ` +
            'cleaning up the chunks uploaded\\.$',
        ),
      );
    },
  },
  {
    name: 'upload: whatever is changed meanwhile is as before when it ends',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, name: 'before', tags: ['before'], role: 'before' });
      const upload = await startPartialUpload(world, 'alice', id, 'file');
      await changeEverything(world, id);
      expectStatus(await upload.finish(), 204);
      const after = await world.fetchImage('alice', id);
      expectFields(after, { ...untouched, status: 'active', size: 2 * upload.half.length });
      assert.ok(!('added' in after));
    },
  },
  {
    name: 'upload: whatever is changed meanwhile is as before when it is cut off, too',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, name: 'before', tags: ['before'], role: 'before' });
      const upload = await startPartialUpload(world, 'alice', id, 'file');
      await changeEverything(world, id);
      await upload.cut();
      // Glance writes the tags back after the rest.
      const after = await world.waitUntil(
        () => world.fetchImage('alice', id),
        ({ status, tags }) => status === 'queued' && JSON.stringify(tags) === JSON.stringify(untouched.tags),
      );
      expectFields(after, { ...untouched, size: null });
      assert.ok(!('added' in after));
    },
  },
  {
    name: 'upload: a pause of 12 s breaks it off with 500, and the image is queued again',
    needs: 'uwsgi',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const upload = await startPartialUpload(world, 'alice', id, 'file');
      const left = await world.waitUntil(
        () => world.fetchImage('alice', id),
        ({ status }) => status === 'queued',
      );
      expectFields(left, { size: null });
      expectStatus(await upload.finish(), 500);
    },
  },
];
