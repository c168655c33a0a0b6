import assert from 'node:assert/strict';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import { copyImage, fetchImportTasks, glanceDirect, runImport } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { rawBare, stageImage } from '../uploads.ts';

async function finishedTask(context: CaseContext) {
  const { id } = await context.createImage('alice', rawBare);
  await stageImage(context, 'alice', id, 'abc');
  const { task } = await runImport(context, 'alice', id, glanceDirect);
  return { id, task, taskId: textAt(task, 'id') ?? '' };
}

const row = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const forbidden = /^You are not authorized to complete tasks_api_access action\.$/;

export const taskCases: readonly ConformanceCase[] = [
  {
    name: 'tasks: the tasks of an image are raw database rows with their input',
    run: async (context) => {
      const { id, task } = await finishedTask(context);
      expectFields(task, {
        type: 'api_image_import',
        status: 'success',
        image_id: id,
        owner: context.projectId('alice'),
        user_id: context.user('alice').userId,
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
    name: 'tasks: an image without imports has none; an unknown image is a 404',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare, 'abc');
      const { body } = expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/tasks`), 200);
      assert.deepEqual(body, { tasks: [] });
      const unknown = '11111111-1111-4111-8111-111111111111';
      const reply = await context.image('alice', 'GET', `/v2/images/${unknown}/tasks`);
      expectFault(reply, 404, /^The resource could not be found\.$/);
    },
  },
  {
    name: 'tasks: a reader sees them; another project sees those of a community image and not of a private one',
    run: async (context) => {
      const own = await context.createImage('aliceOps', { ...rawBare, visibility: 'private' });
      expectStatus(await context.image('bob', 'GET', `/v2/images/${own.id}/tasks`), 200);
      expectStatus(await context.image('dave', 'GET', `/v2/images/${own.id}/tasks`), 404);
      const open = await context.createImage('alice', { ...rawBare, visibility: 'community' });
      expectStatus(await context.image('dave', 'GET', `/v2/images/${open.id}/tasks`), 200);
    },
  },
  {
    name: 'tasks: a project sees its own tasks of an image, not those of an administrator',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'community' });
      await stageImage(context, 'alice', id, 'abc');
      await runImport(context, 'alice', id, glanceDirect);
      await runImport(context, 'admin', id, { ...copyImage, stores: ['slow'] });
      const seen = await Promise.all(
        (['admin', 'alice', 'dave'] as const).map((who) => fetchImportTasks(context, who, id)),
      );
      assert.deepEqual(
        seen.map((tasks) => tasks.length),
        [2, 1, 0],
      );
    },
  },
  {
    name: 'tasks: administrators list all tasks, newest first, page by page',
    run: async (context) => {
      const { taskId } = await finishedTask(context);
      expectFault(await context.image('alice', 'GET', '/v2/tasks'), 403, forbidden);
      const { body } = expectStatus(await context.image('admin', 'GET', '/v2/tasks?limit=1'), 200);
      expectFields(body, { first: '/v2/tasks?limit=1', schema: '/v2/schemas/tasks' });
      assert.equal(expectList(valueAt(body, 'tasks')).length, 1);
      const all = expectStatus(await context.image('admin', 'GET', '/v2/tasks?limit=100'), 200);
      const stub = expectList(valueAt(all.body, 'tasks')).find((task) => valueAt(task, 'id') === taskId);
      expectFields(stub, { self: `/v2/tasks/${taskId}`, schema: '/v2/schemas/task', status: 'success' });
      assert.ok(!('input' in Object(stub)));
      assert.match(textAt(stub, 'created_at') ?? '', stamp);
    },
  },
  {
    name: 'tasks: the list can be filtered by status',
    run: async (context) => {
      const { taskId } = await finishedTask(context);
      const list = async (status: string) =>
        expectList(
          valueAt(expectStatus(await context.image('admin', 'GET', `/v2/tasks?status=${status}`), 200).body, 'tasks'),
        );
      assert.ok((await list('success')).some((task) => valueAt(task, 'id') === taskId));
      assert.ok((await list('failure')).every((task) => valueAt(task, 'status') === 'failure'));
    },
  },
  {
    name: 'tasks: a single task is shown to administrators, and outlives its image',
    run: async (context) => {
      const { id, taskId } = await finishedTask(context);
      expectFault(await context.image('alice', 'GET', `/v2/tasks/${taskId}`), 403, forbidden);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectFault(
        await context.image('alice', 'GET', `/v2/images/${id}/tasks`),
        404,
        /^The resource could not be found\.$/,
      );
      const { body } = expectStatus(await context.image('admin', 'GET', `/v2/tasks/${taskId}`), 200);
      expectFields(body, { id: taskId, status: 'success', image_id: id, message: 'Copied 0 MiB' });
      for (const key of ['created_at', 'updated_at', 'expires_at']) assert.match(textAt(body, key) ?? '', stamp, key);
    },
  },
  {
    name: 'tasks: an unknown task is a 404, and so is an unknown marker',
    run: async (context) => {
      expectFault(await context.image('admin', 'GET', '/v2/tasks/nope'), 404, /^Could not find task nope$/);
      expectFault(await context.image('admin', 'GET', '/v2/tasks?marker=nope'), 400, /^Invalid marker format$/);
    },
  },
  {
    name: 'tasks: no task can be deleted',
    run: async (context) => {
      const { taskId } = await finishedTask(context);
      const reply = await context.image('admin', 'DELETE', `/v2/tasks/${taskId}`);
      expectFault(reply, 405, /^This operation is currently not permitted on Glance Tasks\./);
    },
  },
];
