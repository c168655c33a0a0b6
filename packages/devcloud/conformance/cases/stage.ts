import assert from 'node:assert/strict';
import { jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus, valueAt } from '../expect.ts';
import { fetchImportTasks, glanceDirect, importProperties, runImport, waitForImports } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { rawBare, stageImage, startPartialUpload, uploadImage } from '../uploads.ts';

/** PUT …/stage, and what may follow it. */
const staging: readonly ConformanceCase[] = [
  {
    name: 'stage: 204, then uploading with the size and nothing else known, and no data to fetch',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      expectStatus(await stageImage(world, 'alice', id, 'abc'), 204);
      const image = await world.fetchImage('alice', id);
      expectFields(image, { status: 'uploading', size: 3, virtual_size: null, checksum: null, os_hash_value: null });
      assert.ok(!('stores' in image));
      expectStatus(await world.image('alice', 'GET', `/v2/images/${id}/file`), 204);
      assert.deepEqual(await fetchImportTasks(world, 'alice', id), []);
    },
  },
  {
    name: 'stage: an image without formats takes data too',
    run: async (world) => {
      const { id } = await world.createImage('alice', {});
      expectStatus(await stageImage(world, 'alice', id, 'abc'), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'uploading', size: 3, disk_format: null });
    },
  },
  {
    name: 'stage: not twice, and no plain upload after it',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      expectStatus(await stageImage(world, 'alice', id, 'abc'), 204);
      const again = await stageImage(world, 'alice', id, 'other');
      expectFault(again, 409, /^Image status transition from uploading to uploading is not allowed$/);
      const plain = await uploadImage(world, 'alice', id, 'other');
      expectFault(plain, 409, /^Image status transition from uploading to saving is not allowed$/);
    },
  },
  {
    name: 'stage: not into an active image',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const words = /^Image status transition from active to uploading is not allowed$/;
      expectFault(await stageImage(world, 'alice', id, 'other'), 409, words);
    },
  },
  {
    name: 'stage: a wrong media type',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = await stageImage(world, 'alice', id, 'abc', { headers: { 'Content-Type': 'text/plain' } });
      expectFault(reply, 415, /^The request media type text\/plain is not supported by this server\.$/);
    },
  },
  {
    name: 'stage: by nobody of another project, nor by a reader of its own',
    run: async (world) => {
      const { id } = await world.createImage('aliceOps', { ...rawBare, visibility: 'community' });
      const words = /^You are not authorized to complete modify_image action\.$/;
      for (const who of ['bob', 'dave'] as const) expectFault(await stageImage(world, who, id, 'abc'), 403, words);
    },
  },
  {
    name: 'stage: GET is not known there',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const reply = await world.image('alice', 'GET', `/v2/images/${id}/stage`);
      expectFault(reply, 405, /^The method GET is not allowed for this resource\.$/);
    },
  },
  {
    name: 'stage: a client that goes away leaves the image queued, and it can be staged again',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const first = await startPartialUpload(world, 'alice', id, 'stage');
      await first.cut();
      const left = await world.waitUntil(
        () => world.fetchImage('alice', id),
        ({ status }) => status === 'queued',
      );
      expectFields(left, { size: null });
      expectStatus(await stageImage(world, 'alice', id, 'abc'), 204);
    },
  },
  {
    name: 'stage: an image deleted meanwhile ends it with 404',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const first = await startPartialUpload(world, 'alice', id, 'stage');
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectFault(await first.finish(), 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'stage: what is changed meanwhile is as before when it ends',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, name: 'before' });
      const first = await startPartialUpload(world, 'alice', id, 'stage');
      const change = jsonPatch([{ op: 'replace', path: '/name', value: 'after' }]);
      expectStatus(await world.image('alice', 'PATCH', `/v2/images/${id}`, change), 200);
      expectStatus(await first.finish(), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'uploading', name: 'before' });
    },
  },
];

/** glance-direct of what is staged. */
const importing: readonly ConformanceCase[] = [
  {
    name: 'glance-direct: one store, active with everything known; two empty marks stay',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      await stageImage(world, 'alice', id, 'abc');
      const { image, task } = await runImport(world, 'alice', id, glanceDirect);
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
      const data = expectStatus(await world.image('alice', 'GET', `/v2/images/${id}/file`), 200);
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
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare);
        await stageImage(world, 'alice', id, 'abc');
        const { image } = await runImport(world, 'alice', id, { ...glanceDirect, ...choice });
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
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      await stageImage(world, 'alice', id, 'abc');
      const json = { ...glanceDirect, stores: ['nope'] };
      const reply = await world.image('alice', 'POST', `/v2/images/${id}/import`, { json });
      expectFault(reply, 409, /^Store for identifier nope not found$/);
      expectFields(await world.fetchImage('alice', id), { status: 'uploading', size: 3 });
      const { image } = await runImport(world, 'alice', id, glanceDirect);
      expectFields(image, { status: 'active', size: 3 });
    },
  },
  {
    name: 'glance-direct: name and tags changed after staging stay',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, name: 'before' });
      await stageImage(world, 'alice', id, 'abc');
      const change = jsonPatch([
        { op: 'replace', path: '/name', value: 'after' },
        { op: 'replace', path: '/tags', value: ['after'] },
      ]);
      expectStatus(await world.image('alice', 'PATCH', `/v2/images/${id}`, change), 200);
      const { image } = await runImport(world, 'alice', id, glanceDirect);
      expectFields(image, { status: 'active', name: 'after', tags: ['after'] });
    },
  },
  {
    name: 'glance-direct: a staged image deleted before its import',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      await stageImage(world, 'alice', id, 'abc');
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      const reply = await world.image('alice', 'POST', `/v2/images/${id}/import`, { json: glanceDirect });
      expectFault(reply, 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  {
    name: 'glance-direct: the states on the way are known ones',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      await stageImage(world, 'alice', id, Buffer.alloc(4 * 1024 * 1024));
      const json = { ...glanceDirect, stores: ['fast', 'slow'] };
      const reply = expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/import`, { json }), 202);
      assert.equal(reply.bytes.length, 0);
      const seen = await world.waitUntil(
        () => world.fetchImage('alice', id),
        (image) => {
          assert.ok(['uploading', 'importing', 'active'].includes(String(image.status)), String(image.status));
          if (image.status === 'importing') assert.equal(typeof image[importProperties.lock], 'string');
          return image.status === 'active';
        },
      );
      expectFields(seen, { stores: 'fast,slow', size: 4 * 1024 * 1024 });
      await waitForImports(world, 'alice', id);
      assert.equal(valueAt(await fetchImportTasks(world, 'alice', id), 0, 'message'), 'Copied 4 MiB');
    },
  },
];

export const stageCases: readonly ConformanceCase[] = [...staging, ...importing];
