import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';

const formats = { disk_format: 'raw', container_format: 'bare' };

async function tagsOf(world: CaseContext, id: string): Promise<string[]> {
  return ((await world.fetchImage('alice', id)).tags as string[]).toSorted();
}

const tags: readonly ConformanceCase[] = [
  {
    name: 'tags: put and taken away by their address',
    run: async (world) => {
      const { id } = await world.createImage('alice', { tags: ['a'] });
      for (const tag of ['x', 'x', 'a%20b', 'a+b', 'a%25', 'y'.repeat(255)]) {
        expectStatus(await world.image('alice', 'PUT', `/v2/images/${id}/tags/${tag}`), 204);
      }
      assert.deepEqual(await tagsOf(world, id), ['a', 'a b', 'a%', 'a+b', 'x', 'y'.repeat(255)]);
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}/tags/a%20b`), 204);
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}/tags/none`), 404);
      assert.ok(!(await tagsOf(world, id)).includes('a b'));
    },
  },
  {
    name: 'tags: what is not ASCII is garbled by the address, and goes by it, too',
    run: async (world) => {
      const { id } = await world.createImage('alice');
      const address = `/v2/images/${id}/tags/%C3%BC`;
      expectStatus(await world.image('alice', 'PUT', address), 204);
      assert.deepEqual(await tagsOf(world, id), ['Ã¼']);
      expectStatus(await world.image('alice', 'DELETE', address), 204);
      assert.deepEqual(await tagsOf(world, id), []);
    },
  },
  {
    name: 'tags: no address for a slash, nor for 256 characters',
    run: async (world) => {
      const { id } = await world.createImage('alice');
      for (const tag of ['a%2Fb', 'a/b']) {
        expectStatus(await world.image('alice', 'PUT', `/v2/images/${id}/tags/${tag}`), 404);
      }
      const long = await world.image('alice', 'PUT', `/v2/images/${id}/tags/${'x'.repeat(256)}`);
      expectFault(long, 400, /^Provided object does not match schema 'image': 'x{256}' is too long/);
    },
  },
  {
    name: 'tags: the 129th by its address is a 413',
    run: async (world) => {
      const { id } = await world.createImage('alice', { tags: Array.from({ length: 128 }, (_, i) => `t${i}`) });
      const reply = await world.image('alice', 'PUT', `/v2/images/${id}/tags/more`);
      expectFault(reply, 413, /^Image tag limit exceeded for image .*Attempted: 129, Maximum: 128/);
    },
  },
];

const deleting: readonly ConformanceCase[] = [
  {
    name: 'delete: gone, and a 404 from then on',
    run: async (world) => {
      const { id } = await world.createImage('alice', formats, 'abc');
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      const gone = new RegExp(`^Failed to find image ${id} to delete$`);
      expectFault(await world.image('alice', 'DELETE', `/v2/images/${id}`), 404, gone);
      expectFault(
        await world.image('alice', 'GET', `/v2/images/${id}`),
        404,
        new RegExp(`^No image found with ID ${id}$`),
      );
      expectStatus(await world.image('alice', 'GET', `/v2/images/${id}/file`), 404);
    },
  },
  {
    name: 'delete: a protected image stays, with administrators too',
    run: async (world) => {
      const { id } = await world.createImage('alice', { protected: true });
      const words = new RegExp(`^Image ${id} is protected and cannot be deleted\\.$`);
      for (const who of ['alice', 'admin'] as const) {
        expectFault(await world.image(who, 'DELETE', `/v2/images/${id}`), 403, words);
      }
      const body = jsonPatch([{ op: 'replace', path: '/protected', value: false }]);
      expectStatus(await world.image('alice', 'PATCH', `/v2/images/${id}`, body), 200);
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
    },
  },
  {
    name: 'delete: an unknown image is a 404',
    run: async (world) => {
      for (const id of [randomUUID(), 'nope']) {
        expectFault(
          await world.image('alice', 'DELETE', `/v2/images/${id}`),
          404,
          new RegExp(`^Failed to find image ${id} to delete$`),
        );
      }
    },
  },
];

const activation: readonly ConformanceCase[] = [
  {
    name: 'deactivate: nobody downloads any more but administrators',
    run: async (world) => {
      const { id } = await world.createImage('alice', formats, 'abc');
      const path = `/v2/images/${id}`;
      for (let times = 0; times < 2; times += 1) {
        expectStatus(await world.image('alice', 'POST', `${path}/actions/deactivate`), 204);
      }
      const refusal = await world.image('alice', 'GET', `${path}/file`);
      expectFault(refusal, 403, /^The requested image has been deactivated\. Image data download is forbidden\.$/);
      assert.equal(expectStatus(await world.image('admin', 'GET', `${path}/file`), 200).bytes.toString(), 'abc');
      const seen = await world.fetchImage('alice', id);
      expectFields(seen, { status: 'deactivated', size: 3 });
      assert.ok(!('stores' in seen), 'its stores are nobody’s business');
      assert.equal((await world.fetchImage('admin', id)).stores, 'fast');
    },
  },
  {
    name: 'reactivate: as it was',
    run: async (world) => {
      const { id } = await world.createImage('alice', formats, 'abc');
      const path = `/v2/images/${id}`;
      expectStatus(await world.image('alice', 'POST', `${path}/actions/reactivate`), 204);
      expectStatus(await world.image('alice', 'POST', `${path}/actions/deactivate`), 204);
      expectStatus(await world.image('alice', 'POST', `${path}/actions/reactivate`), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', stores: 'fast' });
      expectStatus(await world.image('alice', 'GET', `${path}/file`), 200);
    },
  },
  {
    name: 'deactivate: not what has no data',
    run: async (world) => {
      const { id } = await world.createImage('alice');
      for (const action of ['deactivate', 'reactivate']) {
        const reply = await world.image('alice', 'POST', `/v2/images/${id}/actions/${action}`);
        expectFault(reply, 403, new RegExp(`^Not allowed to ${action} image in status 'queued'$`));
      }
    },
  },
  {
    name: 'deactivate: an unknown image or action is a 404',
    run: async (world) => {
      expectStatus(await world.image('alice', 'POST', '/v2/images/nope/actions/deactivate'), 404);
      const { id } = await world.createImage('alice');
      expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/actions/explode`), 404);
    },
  },
  {
    name: 'deactivate: it may be changed all the same, and no data sent',
    run: async (world) => {
      const { id } = await world.createImage('alice', formats, 'abc');
      expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`), 204);
      const body = jsonPatch([{ op: 'replace', path: '/name', value: 'x' }]);
      expectStatus(await world.image('alice', 'PATCH', `/v2/images/${id}`, body), 200);
      const headers = { 'Content-Type': 'application/octet-stream' };
      const reply = await world.image('alice', 'PUT', `/v2/images/${id}/file`, { body: 'x', headers });
      expectFault(reply, 409, /^Image status transition from deactivated to saving is not allowed$/);
    },
  },
];

/** Tags by their address, deleting, deactivating. */
export const lifetimeCases: readonly ConformanceCase[] = [...tags, ...deleting, ...activation];
