import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';

const formats = { disk_format: 'raw', container_format: 'bare' };

async function tagsOf(context: CaseContext, id: string): Promise<string[]> {
  return ((await context.fetchImage('alice', id)).tags as string[]).toSorted();
}

const tags: readonly ConformanceCase[] = [
  {
    name: 'tags: a tag is added and deleted by its path',
    run: async (context) => {
      const { id } = await context.createImage('alice', { tags: ['a'] });
      for (const tag of ['x', 'x', 'a%20b', 'a+b', 'a%25', 'y'.repeat(255)]) {
        expectStatus(await context.image('alice', 'PUT', `/v2/images/${id}/tags/${tag}`), 204);
      }
      assert.deepEqual(await tagsOf(context, id), ['a', 'a b', 'a%', 'a+b', 'x', 'y'.repeat(255)]);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}/tags/a%20b`), 204);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}/tags/none`), 404);
      assert.ok(!(await tagsOf(context, id)).includes('a b'));
    },
  },
  {
    name: 'tags: a non-ASCII tag is garbled in the path, and deleted by the same path',
    run: async (context) => {
      const { id } = await context.createImage('alice');
      const address = `/v2/images/${id}/tags/%C3%BC`;
      expectStatus(await context.image('alice', 'PUT', address), 204);
      assert.deepEqual(await tagsOf(context, id), ['Ã¼']);
      expectStatus(await context.image('alice', 'DELETE', address), 204);
      assert.deepEqual(await tagsOf(context, id), []);
    },
  },
  {
    name: 'tags: a slash and 256 characters match no path',
    run: async (context) => {
      const { id } = await context.createImage('alice');
      for (const tag of ['a%2Fb', 'a/b']) {
        expectStatus(await context.image('alice', 'PUT', `/v2/images/${id}/tags/${tag}`), 404);
      }
      const long = await context.image('alice', 'PUT', `/v2/images/${id}/tags/${'x'.repeat(256)}`);
      expectFault(long, 400, /^Provided object does not match schema 'image': 'x{256}' is too long/);
    },
  },
  {
    name: 'tags: a 129th tag by path is a 413',
    run: async (context) => {
      const { id } = await context.createImage('alice', { tags: Array.from({ length: 128 }, (_, i) => `t${i}`) });
      const reply = await context.image('alice', 'PUT', `/v2/images/${id}/tags/more`);
      expectFault(reply, 413, /^Image tag limit exceeded for image .*Attempted: 129, Maximum: 128/);
    },
  },
];

const deleting: readonly ConformanceCase[] = [
  {
    name: 'delete: a deleted image is a 404',
    run: async (context) => {
      const { id } = await context.createImage('alice', formats, 'abc');
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      const gone = new RegExp(`^Failed to find image ${id} to delete$`);
      expectFault(await context.image('alice', 'DELETE', `/v2/images/${id}`), 404, gone);
      expectFault(
        await context.image('alice', 'GET', `/v2/images/${id}`),
        404,
        new RegExp(`^No image found with ID ${id}$`),
      );
      expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/file`), 404);
    },
  },
  {
    name: 'delete: a protected image cannot be deleted, even by an administrator',
    run: async (context) => {
      const { id } = await context.createImage('alice', { protected: true });
      const message = new RegExp(`^Image ${id} is protected and cannot be deleted\\.$`);
      for (const who of ['alice', 'admin'] as const) {
        expectFault(await context.image(who, 'DELETE', `/v2/images/${id}`), 403, message);
      }
      const body = jsonPatch([{ op: 'replace', path: '/protected', value: false }]);
      expectStatus(await context.image('alice', 'PATCH', `/v2/images/${id}`, body), 200);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
    },
  },
  {
    name: 'delete: an unknown image is a 404',
    run: async (context) => {
      for (const id of [randomUUID(), 'nope']) {
        expectFault(
          await context.image('alice', 'DELETE', `/v2/images/${id}`),
          404,
          new RegExp(`^Failed to find image ${id} to delete$`),
        );
      }
    },
  },
];

const activation: readonly ConformanceCase[] = [
  {
    name: 'deactivate: only administrators can download a deactivated image',
    run: async (context) => {
      const { id } = await context.createImage('alice', formats, 'abc');
      const path = `/v2/images/${id}`;
      for (let times = 0; times < 2; times += 1) {
        expectStatus(await context.image('alice', 'POST', `${path}/actions/deactivate`), 204);
      }
      const refusal = await context.image('alice', 'GET', `${path}/file`);
      expectFault(refusal, 403, /^The requested image has been deactivated\. Image data download is forbidden\.$/);
      assert.equal(expectStatus(await context.image('admin', 'GET', `${path}/file`), 200).bytes.toString(), 'abc');
      const seen = await context.fetchImage('alice', id);
      expectFields(seen, { status: 'deactivated', size: 3 });
      assert.ok(!('stores' in seen), 'its stores are nobody’s business');
      assert.equal((await context.fetchImage('admin', id)).stores, 'fast');
    },
  },
  {
    name: 'reactivate: the image is active again',
    run: async (context) => {
      const { id } = await context.createImage('alice', formats, 'abc');
      const path = `/v2/images/${id}`;
      expectStatus(await context.image('alice', 'POST', `${path}/actions/reactivate`), 204);
      expectStatus(await context.image('alice', 'POST', `${path}/actions/deactivate`), 204);
      expectStatus(await context.image('alice', 'POST', `${path}/actions/reactivate`), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', stores: 'fast' });
      expectStatus(await context.image('alice', 'GET', `${path}/file`), 200);
    },
  },
  {
    name: 'deactivate: an image without data is refused',
    run: async (context) => {
      const { id } = await context.createImage('alice');
      for (const action of ['deactivate', 'reactivate']) {
        const reply = await context.image('alice', 'POST', `/v2/images/${id}/actions/${action}`);
        expectFault(reply, 403, new RegExp(`^Not allowed to ${action} image in status 'queued'$`));
      }
    },
  },
  {
    name: 'deactivate: an unknown image or action is a 404',
    run: async (context) => {
      expectStatus(await context.image('alice', 'POST', '/v2/images/nope/actions/deactivate'), 404);
      const { id } = await context.createImage('alice');
      expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/actions/explode`), 404);
    },
  },
  {
    name: 'deactivate: a deactivated image can be updated, but accepts no data',
    run: async (context) => {
      const { id } = await context.createImage('alice', formats, 'abc');
      expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/actions/deactivate`), 204);
      const body = jsonPatch([{ op: 'replace', path: '/name', value: 'x' }]);
      expectStatus(await context.image('alice', 'PATCH', `/v2/images/${id}`, body), 200);
      const headers = { 'Content-Type': 'application/octet-stream' };
      const reply = await context.image('alice', 'PUT', `/v2/images/${id}/file`, { body: 'x', headers });
      expectFault(reply, 409, /^Image status transition from deactivated to saving is not allowed$/);
    },
  },
];

/** Tag routes, deletion, deactivation. */
export const lifetimeCases: readonly ConformanceCase[] = [...tags, ...deleting, ...activation];
