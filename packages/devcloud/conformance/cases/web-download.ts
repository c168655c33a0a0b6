import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus, valueAt } from '../expect.ts';
import {
  fetchImportTasks,
  importProperties,
  requestImport,
  runImport,
  waitForImports,
  webDownload,
} from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { type SourcePage, servedBytes, startSourceServer } from '../source-server.ts';
import { rawBare, stageImage, uploadImage } from '../uploads.ts';

const md5 = createHash('md5').update(servedBytes).digest('hex');
const failed = 'Task failed due to Internal Error';

/** Creates a queued image whose web-download is held after half of the source. */
async function heldImport(context: CaseContext) {
  const pages = await startSourceServer(context);
  const { id } = await context.createImage('alice', { ...rawBare, name: 'before' });
  expectStatus(await requestImport(context, 'alice', id, webDownload(pages.url('held'))), 202);
  const image = await context.waitUntil(
    () => context.fetchImage('alice', id),
    ({ status }) => status === 'importing',
  );
  return { id, image, release: pages.release };
}

const good: readonly ConformanceCase[] = [
  ...(['good', 'moved'] as const).map(
    (page): ConformanceCase => ({
      name: `web-download: ${page === 'moved' ? 'a redirect is followed' : 'active with everything known'}`,
      run: async (context) => {
        const pages = await startSourceServer(context);
        const { id } = await context.createImage('alice', rawBare);
        const { image, task } = await runImport(context, 'alice', id, webDownload(pages.url(page)));
        expectFields(image, {
          status: 'active',
          size: servedBytes.length,
          virtual_size: servedBytes.length,
          checksum: md5,
          stores: 'fast',
          [importProperties.importing]: '',
          [importProperties.failed]: '',
        });
        expectFields(task, { status: 'success', message: 'Copied 0 MiB', result: { image_id: id } });
      },
    }),
  ),
  {
    name: 'web-download: a page of 0 bytes makes an active image of 0 bytes',
    run: async (context) => {
      const pages = await startSourceServer(context);
      const { id } = await context.createImage('alice', rawBare);
      const { image, task } = await runImport(context, 'alice', id, webDownload(pages.url('empty')));
      expectFields(image, { status: 'active', size: 0, stores: 'fast' });
      expectFields(task, { status: 'success', message: '' });
    },
  },
  {
    name: 'web-download: to all stores, and by header to one',
    run: async (context) => {
      const pages = await startSourceServer(context);
      const [all, one] = [await context.createImage('alice', rawBare), await context.createImage('alice', rawBare)];
      const body = webDownload(pages.url('good'));
      const everywhere = await runImport(context, 'alice', all.id, { ...body, all_stores: true });
      expectFields(everywhere.image, { status: 'active', stores: 'fast,slow' });
      const somewhere = await runImport(context, 'alice', one.id, body, { headers: { 'X-Image-Meta-Store': 'slow' } });
      expectFields(somewhere.image, { status: 'active', stores: 'slow' });
    },
  },
];

const causes: readonly (readonly [page: SourcePage, what: string])[] = [
  ['missing', 'an address that answers 404'],
  ['broken', 'an address that answers 500'],
  ['unmeasured', 'an address that does not say how much it sends'],
  ['cutOff', 'an address that breaks off'],
  ['movedAway', 'a redirect to a barred address'],
];

const bad: readonly ConformanceCase[] = [
  ...causes.map(
    ([page, what]): ConformanceCase => ({
      name: `web-download: ${what} ends queued, the store named as failed, the cause untold`,
      run: async (context) => {
        const pages = await startSourceServer(context);
        const { id } = await context.createImage('alice', rawBare);
        const { image, task } = await runImport(context, 'alice', id, webDownload(pages.url(page)));
        expectFields(image, {
          status: 'queued',
          size: null,
          checksum: null,
          [importProperties.importing]: '',
          [importProperties.failed]: 'fast',
        });
        assert.ok(!('stores' in image));
        expectFields(task, { status: 'failure', message: failed, result: null });
      },
    }),
  ),
  {
    name: 'web-download: nobody listens there',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const { image, task } = await runImport(context, 'alice', id, webDownload('http://127.0.0.1:443/image'));
      expectFields(image, { status: 'queued', [importProperties.importing]: '', [importProperties.failed]: 'fast' });
      expectFields(task, { status: 'failure', message: failed });
    },
  },
  ...([true, false] as const).map(
    (all): ConformanceCase => ({
      name: `web-download: a failure with two stores of which ${all ? 'both must' : 'one would do'} names both`,
      run: async (context) => {
        const pages = await startSourceServer(context);
        const { id } = await context.createImage('alice', rawBare);
        const body = { ...webDownload(pages.url('missing')), stores: ['fast', 'slow'], all_stores_must_succeed: all };
        const { image } = await runImport(context, 'alice', id, body);
        expectFields(image, {
          status: 'queued',
          [importProperties.importing]: '',
          [importProperties.failed]: 'fast,slow',
        });
      },
    }),
  ),
  {
    name: 'web-download: after a failure another one, which takes its store off the list of failures',
    run: async (context) => {
      const pages = await startSourceServer(context);
      const { id } = await context.createImage('alice', rawBare);
      await runImport(context, 'alice', id, { ...webDownload(pages.url('missing')), all_stores: true });
      const { image } = await runImport(context, 'alice', id, webDownload(pages.url('good')));
      expectFields(image, {
        status: 'active',
        stores: 'fast',
        [importProperties.importing]: '',
        [importProperties.failed]: 'slow',
      });
      const ends = (await fetchImportTasks(context, 'alice', id)).map((task) => valueAt(task, 'status'));
      assert.deepEqual(ends.toSorted(), ['failure', 'success']);
    },
  },
  {
    name: 'web-download: after a failure a plain upload, which leaves the mark',
    run: async (context) => {
      const pages = await startSourceServer(context);
      const { id } = await context.createImage('alice', rawBare);
      await runImport(context, 'alice', id, webDownload(pages.url('missing')));
      expectStatus(await uploadImage(context, 'alice', id, 'abc'), 204);
      expectFields(await context.fetchImage('alice', id), {
        status: 'active',
        size: 3,
        stores: 'fast',
        [importProperties.failed]: 'fast',
      });
    },
  },
];

const meanwhile: readonly ConformanceCase[] = [
  {
    name: 'web-download: meanwhile importing, without a size, locked by its task, its stores named',
    run: async (context) => {
      const { id, image, release } = await heldImport(context);
      expectFields(image, {
        status: 'importing',
        size: null,
        [importProperties.importing]: 'fast',
        [importProperties.failed]: '',
      });
      const [task] = await fetchImportTasks(context, 'alice', id);
      expectFields(task, { id: image[importProperties.lock], status: 'processing', result: null, expires_at: null });
      expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/file`), 204);
      release();
      expectFields(await waitForImports(context, 'alice', id), { status: 'active', size: 2 * servedBytes.length });
    },
  },
  {
    name: 'web-download: meanwhile no second import, no upload, no stage, no deactivation',
    run: async (context) => {
      const { id, release } = await heldImport(context);
      const second = await requestImport(context, 'alice', id, webDownload('http://127.0.0.1:18081/x'));
      expectFault(second, 409, /^Image needs to be in 'queued' state to use 'web-download' method$/);
      const message = (to: string) => new RegExp(`^Image status transition from importing to ${to} is not allowed$`);
      expectFault(await uploadImage(context, 'alice', id, 'abc'), 409, message('saving'));
      expectFault(await stageImage(context, 'alice', id, 'abc'), 409, message('uploading'));
      const deactivated = await context.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`);
      expectFault(deactivated, 403, /^Not allowed to deactivate image in status 'importing'$/);
      release();
      expectFields(await waitForImports(context, 'alice', id), { status: 'active', size: 2 * servedBytes.length });
    },
  },
  {
    name: 'web-download: a change of name, properties and format meanwhile is taken and stays',
    run: async (context) => {
      const { id, release } = await heldImport(context);
      const change = jsonPatch([
        { op: 'replace', path: '/name', value: 'after' },
        { op: 'add', path: '/role', value: 'after' },
        { op: 'replace', path: '/disk_format', value: 'ami' },
      ]);
      expectStatus(await context.image('alice', 'PATCH', `/v2/images/${id}`, change), 200);
      release();
      expectFields(await waitForImports(context, 'alice', id), {
        status: 'active',
        name: 'after',
        role: 'after',
        disk_format: 'ami',
        size: 2 * servedBytes.length,
      });
    },
  },
  {
    name: 'web-download: an image deleted meanwhile takes its tasks’ list along; the task ends as a failure',
    run: async (context) => {
      const { id, image, release } = await heldImport(context);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectFault(
        await context.image('alice', 'GET', `/v2/images/${id}/tasks`),
        404,
        /^The resource could not be found\.$/,
      );
      release();
      const path = `/v2/tasks/${image[importProperties.lock]}`;
      const { body } = await context.waitUntil(
        () => context.image('admin', 'GET', path),
        (reply) => valueAt(reply.body, 'status') === 'failure',
      );
      expectFields(body, { image_id: id, message: failed, result: null });
    },
  },
];

export const webDownloadCases: readonly ConformanceCase[] = [...good, ...bad, ...meanwhile];
