import assert from 'node:assert/strict';
import { jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus, valueAt } from '../expect.ts';
import { fetchImportTasks, glanceDirect, importProperties, runImport, waitForImports } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { rawBare, stageImage, startPartialUpload, uploadImage } from '../uploads.ts';

/** PUT …/stage and what is allowed after it. */
const staging: readonly ConformanceCase[] = [
  {
    name: 'stage: a staged image is uploading with a size, without digests and without data to download',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      expectStatus(await stageImage(context, 'alice', id, 'abc'), 204);
      const image = await context.fetchImage('alice', id);
      expectFields(image, { status: 'uploading', size: 3, virtual_size: null, checksum: null, os_hash_value: null });
      assert.ok(!('stores' in image));
      expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/file`), 204);
      assert.deepEqual(await fetchImportTasks(context, 'alice', id), []);
    },
  },
  {
    name: 'stage: an image without formats accepts staged data',
    run: async (context) => {
      const { id } = await context.createImage('alice', {});
      expectStatus(await stageImage(context, 'alice', id, 'abc'), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'uploading', size: 3, disk_format: null });
    },
  },
  {
    name: 'stage: a second stage and an upload after it are refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      expectStatus(await stageImage(context, 'alice', id, 'abc'), 204);
      const again = await stageImage(context, 'alice', id, 'other');
      expectFault(again, 409, /^Image status transition from uploading to uploading is not allowed$/);
      const plain = await uploadImage(context, 'alice', id, 'other');
      expectFault(plain, 409, /^Image status transition from uploading to saving is not allowed$/);
    },
  },
  {
    name: 'stage: an active image is refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const message = /^Image status transition from active to uploading is not allowed$/;
      expectFault(await stageImage(context, 'alice', id, 'other'), 409, message);
    },
  },
  {
    name: 'stage: a wrong media type is refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = await stageImage(context, 'alice', id, 'abc', { headers: { 'Content-Type': 'text/plain' } });
      expectFault(reply, 415, /^The request media type text\/plain is not supported by this server\.$/);
    },
  },
  {
    name: 'stage: members of other projects and readers are refused',
    run: async (context) => {
      const { id } = await context.createImage('aliceOps', { ...rawBare, visibility: 'community' });
      const message = /^You are not authorized to complete modify_image action\.$/;
      for (const who of ['bob', 'dave'] as const) expectFault(await stageImage(context, who, id, 'abc'), 403, message);
    },
  },
  {
    name: 'stage: GET is not allowed',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const reply = await context.image('alice', 'GET', `/v2/images/${id}/stage`);
      expectFault(reply, 405, /^The method GET is not allowed for this resource\.$/);
    },
  },
  {
    name: 'stage: after a client disconnects, the image is queued and can be staged again',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const first = await startPartialUpload(context, 'alice', id, 'stage');
      await first.cut();
      const left = await context.waitUntil(
        () => context.fetchImage('alice', id),
        ({ status }) => status === 'queued',
      );
      expectFields(left, { size: null });
      expectStatus(await stageImage(context, 'alice', id, 'abc'), 204);
    },
  },
  {
    name: 'stage: an image deleted during the request ends it with 404',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const first = await startPartialUpload(context, 'alice', id, 'stage');
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectFault(await first.finish(), 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'stage: changes made during the request are undone when it ends',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, name: 'before' });
      const first = await startPartialUpload(context, 'alice', id, 'stage');
      const change = jsonPatch([{ op: 'replace', path: '/name', value: 'after' }]);
      expectStatus(await context.image('alice', 'PATCH', `/v2/images/${id}`, change), 200);
      expectStatus(await first.finish(), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'uploading', name: 'before' });
    },
  },
];

/** glance-direct imports of staged data. */
const importing: readonly ConformanceCase[] = [
  {
    name: 'glance-direct: one store, active with everything known; two empty marks stay',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      await stageImage(context, 'alice', id, 'abc');
      const { image, task } = await runImport(context, 'alice', id, glanceDirect);
      expectFields(image, {
        status: 'active',
        size: 3,
        virtual_size: 3,
        checksum: '900150983cd24fb0d6963f7d28e17f72',
        os_hash_algo: 'sha512',
        stores: 'fast',
        [importProperties.importing]: '',
        [importProperties.failed]: '',
      });
      expectFields(task, { status: 'success', message: 'Copied 0 MiB', result: { image_id: id } });
      const data = expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/file`), 200);
      assert.equal(data.bytes.toString(), 'abc');
    },
  },
  ...(
    [
      ['named', { stores: ['slow', 'fast'] }, 'slow,fast'],
      ['all', { all_stores: true }, 'fast,slow'],
      ['all, of which one would do', { all_stores: true, all_stores_must_succeed: false }, 'fast,slow'],
    ] as const
  ).map(
    ([which, choice, stores]): ConformanceCase => ({
      name: `glance-direct: two stores (${which})`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare);
        await stageImage(context, 'alice', id, 'abc');
        const { image } = await runImport(context, 'alice', id, { ...glanceDirect, ...choice });
        expectFields(image, {
          status: 'active',
          size: 3,
          stores,
          [importProperties.importing]: '',
          [importProperties.failed]: '',
        });
      },
    }),
  ),
  {
    name: 'glance-direct: an unknown store is refused, the staged data stay for another try',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      await stageImage(context, 'alice', id, 'abc');
      const json = { ...glanceDirect, stores: ['nope'] };
      const reply = await context.image('alice', 'POST', `/v2/images/${id}/import`, { json });
      expectFault(reply, 409, /^Store for identifier nope not found$/);
      expectFields(await context.fetchImage('alice', id), { status: 'uploading', size: 3 });
      const { image } = await runImport(context, 'alice', id, glanceDirect);
      expectFields(image, { status: 'active', size: 3 });
    },
  },
  {
    name: 'glance-direct: name and tags changed after staging stay',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, name: 'before' });
      await stageImage(context, 'alice', id, 'abc');
      const change = jsonPatch([
        { op: 'replace', path: '/name', value: 'after' },
        { op: 'replace', path: '/tags', value: ['after'] },
      ]);
      expectStatus(await context.image('alice', 'PATCH', `/v2/images/${id}`, change), 200);
      const { image } = await runImport(context, 'alice', id, glanceDirect);
      expectFields(image, { status: 'active', name: 'after', tags: ['after'] });
    },
  },
  {
    name: 'glance-direct: a staged image deleted before its import',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      await stageImage(context, 'alice', id, 'abc');
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      const reply = await context.image('alice', 'POST', `/v2/images/${id}/import`, { json: glanceDirect });
      expectFault(reply, 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'glance-direct: the states on the way are known ones',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      await stageImage(context, 'alice', id, Buffer.alloc(4 * 1024 * 1024));
      const json = { ...glanceDirect, stores: ['fast', 'slow'] };
      const reply = expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/import`, { json }), 202);
      assert.equal(reply.bytes.length, 0);
      const seen = await context.waitUntil(
        () => context.fetchImage('alice', id),
        (image) => {
          assert.ok(['uploading', 'importing', 'active'].includes(String(image.status)), String(image.status));
          if (image.status === 'importing') assert.equal(typeof image[importProperties.lock], 'string');
          return image.status === 'active';
        },
      );
      expectFields(seen, { stores: 'fast,slow', size: 4 * 1024 * 1024 });
      await waitForImports(context, 'alice', id);
      assert.equal(valueAt(await fetchImportTasks(context, 'alice', id), 0, 'message'), 'Copied 4 MiB');
    },
  },
];

export const stageCases: readonly ConformanceCase[] = [...staging, ...importing];
