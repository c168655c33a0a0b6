import assert from 'node:assert/strict';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import { copyImage, fetchImportTasks, glanceDirect, runImport } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { rawBare, stageImage } from '../uploads.ts';

async function finishedTask(world: CaseContext) {
  const { id } = await world.createImage('alice', rawBare);
  await stageImage(world, 'alice', id, 'abc');
  const { task } = await runImport(world, 'alice', id, glanceDirect);
  return { id, task, taskId: textAt(task, 'id') ?? '' };
}

const row = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const forbidden = /^You are not authorized to complete tasks_api_access action\.$/;

export const taskCases: readonly ConformanceCase[] = [
  {
    name: 'tasks: an image tells its own as rows of the database, with what was asked',
    run: async (world) => {
      const { id, task } = await finishedTask(world);
      expectFields(task, {
        type: 'api_image_import',
        status: 'success',
        image_id: id,
        owner: world.projectId('alice'),
        user_id: world.user('alice').userId,
        input: { image_id: id, import_req: glanceDirect, backend: ['fast'] },
        result: { image_id: id },
        deleted: false,
        deleted_at: null,
      });
      for (const key of ['created_at', 'updated_at', 'expires_at']) assert.match(textAt(task, key) ?? '', row, key);
      assert.match(textAt(task, 'request_id') ?? '', /^req-/);
    },
  },
  {
    name: 'tasks: an image never imported has none; an unknown one is not there',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare, 'abc');
      const { body } = expectStatus(await world.image('alice', 'GET', `/v2/images/${id}/tasks`), 200);
      assert.deepEqual(body, { tasks: [] });
      const unknown = '11111111-1111-4111-8111-111111111111';
      const reply = await world.image('alice', 'GET', `/v2/images/${unknown}/tasks`);
      expectFault(reply, 404, /^The resource could not be found\.$/);
    },
  },
  {
    name: 'tasks: a reader sees them; another project sees those of a community image and none of a private one',
    run: async (world) => {
      const own = await world.createImage('aliceOps', { ...rawBare, visibility: 'private' });
      expectStatus(await world.image('bob', 'GET', `/v2/images/${own.id}/tasks`), 200);
      expectStatus(await world.image('dave', 'GET', `/v2/images/${own.id}/tasks`), 404);
      const open = await world.createImage('alice', { ...rawBare, visibility: 'community' });
      expectStatus(await world.image('dave', 'GET', `/v2/images/${open.id}/tasks`), 200);
    },
  },
  {
    name: 'tasks: a project sees its own of an image, and not what an administrator did with it',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'community' });
      await stageImage(world, 'alice', id, 'abc');
      await runImport(world, 'alice', id, glanceDirect);
      await runImport(world, 'admin', id, { ...copyImage, stores: ['slow'] });
      const seen = await Promise.all(
        (['admin', 'alice', 'dave'] as const).map((who) => fetchImportTasks(world, who, id)),
      );
      assert.deepEqual(
        seen.map((tasks) => tasks.length),
        [2, 1, 0],
      );
    },
  },
  {
    name: 'tasks: all of them are for administrators, the newest first, page by page',
    run: async (world) => {
      const { taskId } = await finishedTask(world);
      expectFault(await world.image('alice', 'GET', '/v2/tasks'), 403, forbidden);
      const { body } = expectStatus(await world.image('admin', 'GET', '/v2/tasks?limit=1'), 200);
      expectFields(body, { first: '/v2/tasks?limit=1', schema: '/v2/schemas/tasks' });
      assert.equal(expectList(valueAt(body, 'tasks')).length, 1);
      const all = expectStatus(await world.image('admin', 'GET', '/v2/tasks?limit=100'), 200);
      const stub = expectList(valueAt(all.body, 'tasks')).find((task) => valueAt(task, 'id') === taskId);
      expectFields(stub, { self: `/v2/tasks/${taskId}`, schema: '/v2/schemas/task', status: 'success' });
      assert.ok(!('input' in Object(stub)));
      assert.match(textAt(stub, 'created_at') ?? '', stamp);
    },
  },
  {
    name: 'tasks: the list can be narrowed by status',
    run: async (world) => {
      const { taskId } = await finishedTask(world);
      const list = async (status: string) =>
        expectList(
          valueAt(expectStatus(await world.image('admin', 'GET', `/v2/tasks?status=${status}`), 200).body, 'tasks'),
        );
      assert.ok((await list('success')).some((task) => valueAt(task, 'id') === taskId));
      assert.ok((await list('failure')).every((task) => valueAt(task, 'status') === 'failure'));
    },
  },
  {
    name: 'tasks: one alone is for administrators, and outlives its image',
    run: async (world) => {
      const { id, taskId } = await finishedTask(world);
      expectFault(await world.image('alice', 'GET', `/v2/tasks/${taskId}`), 403, forbidden);
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectFault(
        await world.image('alice', 'GET', `/v2/images/${id}/tasks`),
        404,
        /^The resource could not be found\.$/,
      );
      const { body } = expectStatus(await world.image('admin', 'GET', `/v2/tasks/${taskId}`), 200);
      expectFields(body, { id: taskId, status: 'success', image_id: id, message: 'Copied 0 MiB' });
      for (const key of ['created_at', 'updated_at', 'expires_at']) assert.match(textAt(body, key) ?? '', stamp, key);
    },
  },
  {
    name: 'tasks: an unknown one, and an unknown marker',
    run: async (world) => {
      expectFault(await world.image('admin', 'GET', '/v2/tasks/nope'), 404, /^Could not find task nope$/);
      expectFault(await world.image('admin', 'GET', '/v2/tasks?marker=nope'), 400, /^Invalid marker format$/);
    },
  },
  {
    name: 'tasks: none can be deleted',
    run: async (world) => {
      const { taskId } = await finishedTask(world);
      const reply = await world.image('admin', 'DELETE', `/v2/tasks/${taskId}`);
      expectFault(reply, 405, /^This operation is currently not permitted on Glance Tasks\./);
    },
  },
];
