import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import { octetStream, rawBare, startPartialUpload, uploadImage } from '../uploads.ts';

const untouched = { name: 'before', tags: ['before'], role: 'before', visibility: 'shared', protected: false };

/** Changes an image that is `untouched` and asserts the change in each response. */
async function changeEverything(context: CaseContext, id: string): Promise<void> {
  const changed = { name: 'after', tags: ['after'], role: 'after', visibility: 'private', protected: true };
  const operations = Object.entries({ ...changed, added: 'after' }).map(([key, value]) => ({
    op: 'add',
    path: `/${key}`,
    value,
  }));
  const reply = await context.image('alice', 'PATCH', `/v2/images/${id}`, jsonPatch(operations));
  expectFields(expectStatus(reply, 200).body, { ...changed, added: 'after' });
}

/** Changes to an image while PUT /v2/images/{id}/file is in progress. */
export const uploadInProgressCases: readonly ConformanceCase[] = [
  {
    name: 'upload: during an upload the image is saving, has no size, and a download is a 204',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const upload = await startPartialUpload(context, 'alice', id, 'file');
      const now = await context.fetchImage('alice', id);
      expectFields(now, { status: 'saving', size: null, checksum: null });
      assert.equal(now.stores, undefined);
      expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/file`), 204);
      expectStatus(await upload.finish(), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', size: 2 * upload.half.length });
    },
  },
  {
    name: 'upload: during an upload a second upload, a stage and a deactivation are refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const first = await startPartialUpload(context, 'alice', id, 'file');
      const message = /^Image status transition from saving to saving is not allowed$/;
      expectFault(await uploadImage(context, 'alice', id, 'abc'), 409, message);
      const staged = await context.image('alice', 'PUT', `/v2/images/${id}/stage`, {
        headers: octetStream,
        body: 'abc',
      });
      expectFault(staged, 409, /^Image status transition from saving to uploading is not allowed$/);
      const deactivated = await context.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`);
      expectFault(deactivated, 403, /^Not allowed to deactivate image in status 'saving'$/);
      expectStatus(await first.finish(), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', size: 2 * first.half.length });
    },
  },
  ...(['measured', 'chunked'] as const).map(
    (form): ConformanceCase => ({
      name: `upload: after a client disconnects (${form}), the image is queued and can be sent again`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare);
        const first = await startPartialUpload(context, 'alice', id, 'file', form);
        await first.cut();
        const left = await context.waitUntil(
          () => context.fetchImage('alice', id),
          ({ status }) => status === 'queued',
        );
        expectFields(left, { size: null, checksum: null, virtual_size: null });
        expectStatus(await uploadImage(context, 'alice', id, 'abc'), 204);
        expectFields(await context.fetchImage('alice', id), {
          status: 'active',
          size: 3,
          checksum: createHash('md5').update('abc').digest('hex'),
        });
      },
    }),
  ),
  {
    name: 'upload: an image deleted during the upload ends it with 410',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const upload = await startPartialUpload(context, 'alice', id, 'file');
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectStatus(await context.image('alice', 'GET', `/v2/images/${id}`), 404);
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
    name: 'upload: changes made during the upload are undone when it ends',
    run: async (context) => {
      const { id } = await context.createImage('alice', {
        ...rawBare,
        name: 'before',
        tags: ['before'],
        role: 'before',
      });
      const upload = await startPartialUpload(context, 'alice', id, 'file');
      await changeEverything(context, id);
      expectStatus(await upload.finish(), 204);
      const after = await context.fetchImage('alice', id);
      expectFields(after, { ...untouched, status: 'active', size: 2 * upload.half.length });
      assert.ok(!('added' in after));
    },
  },
  {
    name: 'upload: changes made during the upload are undone when it is interrupted',
    run: async (context) => {
      const { id } = await context.createImage('alice', {
        ...rawBare,
        name: 'before',
        tags: ['before'],
        role: 'before',
      });
      const upload = await startPartialUpload(context, 'alice', id, 'file');
      await changeEverything(context, id);
      await upload.cut();
      // Glance writes the tags after the other attributes.
      const after = await context.waitUntil(
        () => context.fetchImage('alice', id),
        ({ status, tags }) => status === 'queued' && JSON.stringify(tags) === JSON.stringify(untouched.tags),
      );
      expectFields(after, { ...untouched, size: null });
      assert.ok(!('added' in after));
    },
  },
  {
    name: 'upload: a pause of 12 s ends it with 500, and the image is queued again',
    needs: 'uwsgi',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const upload = await startPartialUpload(context, 'alice', id, 'file');
      const left = await context.waitUntil(
        () => context.fetchImage('alice', id),
        ({ status }) => status === 'queued',
      );
      expectFields(left, { size: null });
      expectStatus(await upload.finish(), 500);
    },
  },
];
