import assert from 'node:assert/strict';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectList, expectStatus, valueAt } from '../expect.ts';
import { requestImport, webDownload } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { disallowedUrl } from '../source-server.ts';
import type { SignedInUser } from '../target.ts';
import { rawBare, stageImage, startPartialUpload, uploadImage } from '../uploads.ts';

type Resource = 'image_size_total' | 'image_stage_total' | 'image_count_total' | 'image_count_uploading';

/** A member of a new project that may have no more than `most` of the resource; it is gone with the case. */
async function limited(world: CaseContext, resource: Resource, most: number): Promise<SignedInUser> {
  const who = await world.createUser();
  const services = expectStatus(await world.identity('admin', 'GET', '/services'), 200).body;
  const service = expectList(valueAt(services, 'services')).find((one) => valueAt(one, 'type') === 'image');
  const limit = {
    service_id: valueAt(service, 'id'),
    region_id: 'RegionOne',
    project_id: world.projectId(who),
    resource_name: resource,
    resource_limit: most,
  };
  const { body } = expectStatus(await world.identity('admin', 'POST', '/limits', { json: { limits: [limit] } }), 201);
  expectFields(valueAt(body, 'limits', 0), limit);
  world.onCleanup(() => world.identity('admin', 'DELETE', `/limits/${valueAt(body, 'limits', 0, 'id')}`));
  return who;
}

async function usageOf(world: CaseContext, who: SignedInUser): Promise<unknown> {
  return valueAt(expectStatus(await world.image(who, 'GET', '/v2/info/usage'), 200).body, 'usage');
}

/** The refusal in the words of the release, without the project's id. */
const over = (resource: Resource, limit: number, usage: number, delta: number): RegExp =>
  new RegExp(
    `Project [0-9a-f]{32} is over a limit for \\[Resource ${resource} is over limit of ${limit} ` +
      `due to current usage ${usage} and delta ${delta}\\]$`,
  );

const mib = 1024 * 1024;

export const quotaCases: readonly ConformanceCase[] = [
  {
    name: 'quotas: everybody is told what the project may have and has',
    run: async (world) => {
      const who = await limited(world, 'image_count_total', 7);
      await world.createImage(who, rawBare, Buffer.alloc(3 * mib));
      const usage = await usageOf(world, who);
      expectFields(valueAt(usage, 'image_count_total'), { usage: 1, limit: 7 });
      expectFields(valueAt(usage, 'image_size_total'), { usage: 3 });
      expectFields(valueAt(usage, 'image_stage_total'), { usage: 0 });
      expectFields(valueAt(usage, 'image_count_uploading'), { usage: 0 });
    },
  },
  {
    name: 'quotas: one image more than the project may have',
    run: async (world) => {
      const who = await limited(world, 'image_count_total', 1);
      await world.createImage(who, {});
      const reply = await world.image(who, 'POST', '/v2/images', { json: {} });
      expectFault(reply, 413, over('image_count_total', 1, 1, 1));
    },
  },
  {
    name: 'quotas: an image deleted makes room for another',
    run: async (world) => {
      const who = await limited(world, 'image_count_total', 1);
      const { id } = await world.createImage(who, {});
      expectStatus(await world.image(who, 'DELETE', `/v2/images/${id}`), 204);
      await world.createImage(who, {});
    },
  },
  {
    name: 'quotas: an upload may pass the limit of bytes; the next one is refused and the image stays queued',
    run: async (world) => {
      const who = await limited(world, 'image_size_total', 1);
      await world.createImage(who, rawBare, Buffer.alloc(2 * mib));
      const { id } = await world.createImage(who, rawBare);
      expectFault(await uploadImage(world, who, id, 'abc'), 413, over('image_size_total', 1, 2, 0));
      expectFields(await world.fetchImage(who, id), { status: 'queued', size: null });
    },
  },
  {
    name: 'quotas: at the very limit of bytes the next upload goes through',
    run: async (world) => {
      const who = await limited(world, 'image_size_total', 2);
      await world.createImage(who, rawBare, Buffer.alloc(2 * mib));
      await world.createImage(who, rawBare, 'abc');
    },
  },
  {
    name: 'quotas: past the limit of bytes no import, be it from a barred address',
    run: async (world) => {
      const who = await limited(world, 'image_size_total', 1);
      await world.createImage(who, rawBare, Buffer.alloc(2 * mib));
      const { id } = await world.createImage(who, rawBare);
      const reply = await requestImport(world, who, id, webDownload(disallowedUrl));
      expectFault(reply, 413, over('image_size_total', 1, 2, 0));
      assert.ok(!('os_glance_import_task' in (await world.fetchImage(who, id))));
    },
  },
  {
    name: 'quotas: staged bytes count by themselves',
    run: async (world) => {
      const who = await limited(world, 'image_stage_total', 1);
      const first = await world.createImage(who, rawBare);
      expectStatus(await stageImage(world, who, first.id, Buffer.alloc(2 * mib)), 204);
      expectFields(valueAt(await usageOf(world, who), 'image_stage_total'), { usage: 2, limit: 1 });
      const { id } = await world.createImage(who, rawBare);
      expectFault(await stageImage(world, who, id, 'abc'), 413, over('image_stage_total', 1, 2, 0));
      expectFields(await world.fetchImage(who, id), { status: 'queued', size: null });
    },
  },
  {
    name: 'quotas: one upload at a time, and the next when it has ended',
    run: async (world) => {
      const who = await limited(world, 'image_count_uploading', 1);
      const [first, second] = [await world.createImage(who, rawBare), await world.createImage(who, rawBare)];
      const half = await startPartialUpload(world, who, first.id, 'file');
      expectFields(valueAt(await usageOf(world, who), 'image_count_uploading'), { usage: 1, limit: 1 });
      expectFault(await uploadImage(world, who, second.id, 'abc'), 413, over('image_count_uploading', 1, 2, 0));
      expectFields(await world.fetchImage(who, second.id), { status: 'queued' });
      expectStatus(await half.finish(), 204);
      expectStatus(await uploadImage(world, who, second.id, 'abc'), 204);
    },
  },
];
