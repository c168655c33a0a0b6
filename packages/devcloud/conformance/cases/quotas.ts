import assert from 'node:assert/strict';
import { MiB } from '@console/units';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectList, expectStatus, valueAt } from '../expect.ts';
import { requestImport, webDownload } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { disallowedUrl } from '../source-server.ts';
import type { SignedInUser } from '../target.ts';
import { rawBare, stageImage, startPartialUpload, uploadImage } from '../uploads.ts';

type Resource = 'image_size_total' | 'image_stage_total' | 'image_count_total' | 'image_count_uploading';

/** Creates a member of a new project whose limit of the resource is `most`. The limit is deleted with the case. */
async function limited(context: CaseContext, resource: Resource, most: number): Promise<SignedInUser> {
  const who = await context.createUser();
  const services = expectStatus(await context.identity('admin', 'GET', '/services'), 200).body;
  const service = expectList(valueAt(services, 'services')).find((one) => valueAt(one, 'type') === 'image');
  const limit = {
    service_id: valueAt(service, 'id'),
    region_id: 'RegionOne',
    project_id: context.projectId(who),
    resource_name: resource,
    resource_limit: most,
  };
  const { body } = expectStatus(await context.identity('admin', 'POST', '/limits', { json: { limits: [limit] } }), 201);
  expectFields(valueAt(body, 'limits', 0), limit);
  context.onCleanup(() => context.identity('admin', 'DELETE', `/limits/${valueAt(body, 'limits', 0, 'id')}`));
  return who;
}

async function usageOf(context: CaseContext, who: SignedInUser): Promise<unknown> {
  return valueAt(expectStatus(await context.image(who, 'GET', '/v2/info/usage'), 200).body, 'usage');
}

/** The release's message for an exceeded quota, without the project's id. */
const over = (resource: Resource, limit: number, usage: number, delta: number): RegExp =>
  new RegExp(
    `Project [0-9a-f]{32} is over a limit for \\[Resource ${resource} is over limit of ${limit} ` +
      `due to current usage ${usage} and delta ${delta}\\]$`,
  );

export const quotaCases: readonly ConformanceCase[] = [
  {
    name: 'quotas: every user can read the limits and usage of the project',
    run: async (context) => {
      const who = await limited(context, 'image_count_total', 7);
      await context.createImage(who, rawBare, Buffer.alloc(3 * MiB));
      const usage = await usageOf(context, who);
      expectFields(valueAt(usage, 'image_count_total'), { usage: 1, limit: 7 });
      expectFields(valueAt(usage, 'image_size_total'), { usage: 3 });
      expectFields(valueAt(usage, 'image_stage_total'), { usage: 0 });
      expectFields(valueAt(usage, 'image_count_uploading'), { usage: 0 });
    },
  },
  {
    name: 'quotas: an image beyond the limit is refused',
    run: async (context) => {
      const who = await limited(context, 'image_count_total', 1);
      await context.createImage(who, {});
      const reply = await context.image(who, 'POST', '/v2/images', { json: {} });
      expectFault(reply, 413, over('image_count_total', 1, 1, 1));
    },
  },
  {
    name: 'quotas: a deleted image frees its quota',
    run: async (context) => {
      const who = await limited(context, 'image_count_total', 1);
      const { id } = await context.createImage(who, {});
      expectStatus(await context.image(who, 'DELETE', `/v2/images/${id}`), 204);
      await context.createImage(who, {});
    },
  },
  {
    name: 'quotas: an upload may exceed the limit of bytes; the next one is refused and its image stays queued',
    run: async (context) => {
      const who = await limited(context, 'image_size_total', 1);
      await context.createImage(who, rawBare, Buffer.alloc(2 * MiB));
      const { id } = await context.createImage(who, rawBare);
      expectFault(await uploadImage(context, who, id, 'abc'), 413, over('image_size_total', 1, 2, 0));
      expectFields(await context.fetchImage(who, id), { status: 'queued', size: null });
    },
  },
  {
    name: 'quotas: with usage at the limit of bytes the next upload is accepted',
    run: async (context) => {
      const who = await limited(context, 'image_size_total', 2);
      await context.createImage(who, rawBare, Buffer.alloc(2 * MiB));
      await context.createImage(who, rawBare, 'abc');
    },
  },
  {
    name: 'quotas: beyond the limit of bytes every import is refused, even of a disallowed URL',
    run: async (context) => {
      const who = await limited(context, 'image_size_total', 1);
      await context.createImage(who, rawBare, Buffer.alloc(2 * MiB));
      const { id } = await context.createImage(who, rawBare);
      const reply = await requestImport(context, who, id, webDownload(disallowedUrl));
      expectFault(reply, 413, over('image_size_total', 1, 2, 0));
      assert.ok(!('os_glance_import_task' in (await context.fetchImage(who, id))));
    },
  },
  {
    name: 'quotas: staged bytes have a limit of their own',
    run: async (context) => {
      const who = await limited(context, 'image_stage_total', 1);
      const first = await context.createImage(who, rawBare);
      expectStatus(await stageImage(context, who, first.id, Buffer.alloc(2 * MiB)), 204);
      expectFields(valueAt(await usageOf(context, who), 'image_stage_total'), { usage: 2, limit: 1 });
      const { id } = await context.createImage(who, rawBare);
      expectFault(await stageImage(context, who, id, 'abc'), 413, over('image_stage_total', 1, 2, 0));
      expectFields(await context.fetchImage(who, id), { status: 'queued', size: null });
    },
  },
  {
    name: 'quotas: with a limit of one upload, the next is accepted when the first has ended',
    run: async (context) => {
      const who = await limited(context, 'image_count_uploading', 1);
      const [first, second] = [await context.createImage(who, rawBare), await context.createImage(who, rawBare)];
      const half = await startPartialUpload(context, who, first.id, 'file');
      expectFields(valueAt(await usageOf(context, who), 'image_count_uploading'), { usage: 1, limit: 1 });
      expectFault(await uploadImage(context, who, second.id, 'abc'), 413, over('image_count_uploading', 1, 2, 0));
      expectFields(await context.fetchImage(who, second.id), { status: 'queued' });
      expectStatus(await half.finish(), 204);
      expectStatus(await uploadImage(context, who, second.id, 'abc'), 204);
    },
  },
];
