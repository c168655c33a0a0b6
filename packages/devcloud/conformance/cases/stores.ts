import assert from 'node:assert/strict';
import { expectFault, expectFields, expectList, expectStatus, valueAt } from '../expect.ts';
import { copyImage, fetchImportTasks, importProperties, requestImport, runImport } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { rawBare } from '../uploads.ts';

/** copy-image, and DELETE /v2/stores/{store}/{image}. */
const copies: readonly ConformanceCase[] = [
  {
    name: 'copy-image: the data come to the other store, the image stays active',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const { image, task } = await runImport(world, 'admin', id, { ...copyImage, stores: ['slow'] });
      expectFields(image, {
        status: 'active',
        stores: 'fast,slow',
        [importProperties.importing]: '',
        [importProperties.failed]: '',
      });
      expectFields(task, { status: 'success', owner: world.projectId('admin') });
    },
  },
  {
    name: 'copy-image: to all stores, those that have it left out; once it is everywhere nothing is to be done',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const { image } = await runImport(world, 'admin', id, { ...copyImage, all_stores: true });
      expectFields(image, { status: 'active', stores: 'fast,slow' });
      expectStatus(await requestImport(world, 'admin', id, { ...copyImage, all_stores: true }), 202);
      assert.equal((await fetchImportTasks(world, 'admin', id)).length, 1);
    },
  },
  {
    name: 'copy-image: to where it is already',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const reply = await requestImport(world, 'admin', id, { ...copyImage, stores: ['fast'] });
      expectFault(reply, 400, /^Image is already present at store 'fast'$/);
    },
  },
  {
    name: 'copy-image: to a store there is not',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const reply = await requestImport(world, 'admin', id, { ...copyImage, stores: ['nope'] });
      expectFault(reply, 409, /^Store for identifier nope not found$/);
    },
  },
  {
    name: 'copy-image: is for administrators',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const reply = await requestImport(world, 'alice', id, { ...copyImage, stores: ['slow'] });
      expectFault(reply, 403, /^You are not authorized to complete copy_image action\.$/);
    },
  },
  {
    name: 'stores: data go from one of two by the administrator’s hand alone, and never from the last',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      await runImport(world, 'admin', id, { ...copyImage, stores: ['slow'] });
      const words = /^You are not authorized to complete delete_image_location action\.$/;
      expectFault(await world.image('alice', 'DELETE', `/v2/stores/slow/${id}`), 403, words);
      expectStatus(await world.image('admin', 'DELETE', `/v2/stores/fast/${id}`), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', stores: 'slow' });
      const data = expectStatus(await world.image('alice', 'GET', `/v2/images/${id}/file`), 200);
      assert.equal(data.bytes.toString(), 'abc');
      const last = await world.image('admin', 'DELETE', `/v2/stores/slow/${id}`);
      expectFault(
        last,
        403,
        /^Cannot delete image data from the only store containing it\. Consider deleting the image instead\.$/,
      );
    },
  },
  {
    name: 'stores: from a store there is not, and of an image there is not',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const nowhere = await world.image('admin', 'DELETE', `/v2/stores/nope/${id}`);
      expectFault(nowhere, 409, /^The selected store nope is not available on this node\.$/);
      const unknown = '11111111-1111-4111-8111-111111111111';
      const nothing = await world.image('admin', 'DELETE', `/v2/stores/fast/${unknown}`);
      expectFault(nothing, 404, new RegExp(`^Failed to find image ${unknown}$`));
    },
  },
];

/** What /v2/info says of stores and imports. */
const told: readonly ConformanceCase[] = [
  {
    name: 'stores: everybody is told two, and which is the default',
    run: async (world) => {
      const { body } = expectStatus(await world.image('bob', 'GET', '/v2/info/stores'), 200);
      assert.deepEqual(
        expectList(valueAt(body, 'stores')).map((store) => [valueAt(store, 'id'), valueAt(store, 'default')]),
        [
          ['fast', 'true'],
          ['slow', undefined],
        ],
      );
      assert.equal(typeof valueAt(body, 'stores', 0, 'description'), 'string');
    },
  },
  {
    name: 'stores: their kind and properties are for administrators',
    run: async (world) => {
      const words = /^You are not authorized to complete stores_info_detail action\.$/;
      expectFault(await world.image('alice', 'GET', '/v2/info/stores/detail'), 403, words);
      const { body } = expectStatus(await world.image('admin', 'GET', '/v2/info/stores/detail'), 200);
      expectFields(valueAt(body, 'stores', 1), { id: 'slow', type: 'file' });
      expectFields(valueAt(body, 'stores', 1, 'properties'), { chunk_size: 65536, thin_provisioning: false });
    },
  },
  {
    name: 'stores: the import methods, as a list in a schema',
    run: async (world) => {
      const { body } = expectStatus(await world.image('bob', 'GET', '/v2/info/import'), 200);
      expectFields(valueAt(body, 'import-methods'), { description: 'Import methods available.', type: 'array' });
      const methods = expectList(valueAt(body, 'import-methods', 'value'));
      assert.deepEqual(methods.slice(0, 3), ['glance-direct', 'web-download', 'copy-image']);
    },
  },
];

export const storeCases: readonly ConformanceCase[] = [...copies, ...told];
