import assert from 'node:assert/strict';
import { expectFault, expectFields, expectList, expectStatus, valueAt } from '../expect.ts';
import { copyImage, fetchImportTasks, importProperties, requestImport, runImport } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { rawBare } from '../uploads.ts';

/** copy-image, and DELETE /v2/stores/{store}/{image}. */
const copies: readonly ConformanceCase[] = [
  {
    name: 'copy-image: the data come to the other store, the image stays active',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const { image, task } = await runImport(context, 'admin', id, { ...copyImage, stores: ['slow'] });
      expectFields(image, {
        status: 'active',
        stores: 'fast,slow',
        [importProperties.importing]: '',
        [importProperties.failed]: '',
      });
      expectFields(task, { status: 'success', owner: context.projectId('admin') });
    },
  },
  {
    name: 'copy-image: to all stores, those that have it left out; once it is everywhere nothing is to be done',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const { image } = await runImport(context, 'admin', id, { ...copyImage, all_stores: true });
      expectFields(image, { status: 'active', stores: 'fast,slow' });
      expectStatus(await requestImport(context, 'admin', id, { ...copyImage, all_stores: true }), 202);
      assert.equal((await fetchImportTasks(context, 'admin', id)).length, 1);
    },
  },
  {
    name: 'copy-image: to where it is already',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const reply = await requestImport(context, 'admin', id, { ...copyImage, stores: ['fast'] });
      expectFault(reply, 400, /^Image is already present at store 'fast'$/);
    },
  },
  {
    name: 'copy-image: to a store there is not',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const reply = await requestImport(context, 'admin', id, { ...copyImage, stores: ['nope'] });
      expectFault(reply, 409, /^Store for identifier nope not found$/);
    },
  },
  {
    name: 'copy-image: is for administrators',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const reply = await requestImport(context, 'alice', id, { ...copyImage, stores: ['slow'] });
      expectFault(reply, 403, /^You are not authorized to complete copy_image action\.$/);
    },
  },
  {
    name: 'stores: only an administrator deletes data from one of two stores, and never from the last',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      await runImport(context, 'admin', id, { ...copyImage, stores: ['slow'] });
      const message = /^You are not authorized to complete delete_image_location action\.$/;
      expectFault(await context.image('alice', 'DELETE', `/v2/stores/slow/${id}`), 403, message);
      expectStatus(await context.image('admin', 'DELETE', `/v2/stores/fast/${id}`), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', stores: 'slow' });
      const data = expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/file`), 200);
      assert.equal(data.bytes.toString(), 'abc');
      const last = await context.image('admin', 'DELETE', `/v2/stores/slow/${id}`);
      expectFault(
        last,
        403,
        /^Cannot delete image data from the only store containing it\. Consider deleting the image instead\.$/,
      );
    },
  },
  {
    name: 'stores: an unknown store and an unknown image are a 404',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const nowhere = await context.image('admin', 'DELETE', `/v2/stores/nope/${id}`);
      expectFault(nowhere, 409, /^The selected store nope is not available on this node\.$/);
      const unknown = '11111111-1111-4111-8111-111111111111';
      const nothing = await context.image('admin', 'DELETE', `/v2/stores/fast/${unknown}`);
      expectFault(nothing, 404, new RegExp(`^Failed to find image ${unknown}$`));
    },
  },
];

/** What /v2/info reports about stores and import methods. */
const info: readonly ConformanceCase[] = [
  {
    name: 'stores: every user sees two stores and the default one',
    run: async (context) => {
      const { body } = expectStatus(await context.image('bob', 'GET', '/v2/info/stores'), 200);
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
    name: 'stores: type and properties are shown to administrators only',
    run: async (context) => {
      const message = /^You are not authorized to complete stores_info_detail action\.$/;
      expectFault(await context.image('alice', 'GET', '/v2/info/stores/detail'), 403, message);
      const { body } = expectStatus(await context.image('admin', 'GET', '/v2/info/stores/detail'), 200);
      expectFields(valueAt(body, 'stores', 1), { id: 'slow', type: 'file' });
      expectFields(valueAt(body, 'stores', 1, 'properties'), { chunk_size: 65536, thin_provisioning: false });
    },
  },
  {
    name: 'stores: import methods are listed as a schema',
    run: async (context) => {
      const { body } = expectStatus(await context.image('bob', 'GET', '/v2/info/import'), 200);
      expectFields(valueAt(body, 'import-methods'), { description: 'Import methods available.', type: 'array' });
      const methods = expectList(valueAt(body, 'import-methods', 'value'));
      assert.deepEqual(methods.slice(0, 3), ['glance-direct', 'web-download', 'copy-image']);
    },
  },
];

export const storeCases: readonly ConformanceCase[] = [...copies, ...info];
