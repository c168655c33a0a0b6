import assert from 'node:assert/strict';
import { expectFault, expectFields, serverErrorMessage, valueAt } from '../expect.ts';
import { copyImage, fetchImportTasks, glanceDirect, importProperties, requestImport, webDownload } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { disallowedUrl } from '../source-server.ts';
import { rawBare, stageImage } from '../uploads.ts';

const somewhere = 'http://127.0.0.1:18081/nobody-asks';
const barred = (uri: string): RegExp =>
  new RegExp(`^URI for web-download does not pass filtering: ${uri.replaceAll('?', '\\?')}$`.replace(': $', ':$'));

/** Bodies that are refused whatever the image, and how. */
const bodies: readonly (readonly [what: string, body: unknown, status: number, words: RegExp])[] = [
  ['without a method', {}, 400, /^Import request requires a 'method' field\.$/],
  ['with a method without a name', { method: {} }, 400, /^Import request requires a 'name' field\.$/],
  ['with an unknown method', { method: { name: 'post' } }, 400, /^Unknown import method name 'post'\.$/],
  ['with a method that is a text', { method: 'web-download' }, 500, serverErrorMessage],
  ['that is a list', [], 500, serverErrorMessage],
  ['from no address', webDownload(), 400, barred('None')],
  ['from an empty address', webDownload(''), 400, barred('')],
  ['from an FTP server', webDownload('ftp://127.0.0.1/image'), 400, barred('ftp://127.0.0.1/image')],
  ['from a file', webDownload('file:///etc/passwd'), 400, barred('file:///etc/passwd')],
  ['from a port that is barred', webDownload(disallowedUrl), 400, barred(disallowedUrl)],
  ['from what is no address', webDownload('not a url'), 400, barred('not a url')],
  [
    'to an unknown store',
    { ...webDownload(somewhere), stores: ['nope'] },
    409,
    /^Store for identifier nope not found$/,
  ],
  [
    'to all stores and to one',
    { ...webDownload(somewhere), stores: ['fast'], all_stores: true },
    400,
    /^All_stores parameter can't be used with x-image-meta-store header or stores parameter$/,
  ],
  [
    'with "yes" for a yes',
    { ...webDownload(somewhere), all_stores_must_succeed: 'yes' },
    400,
    /^'all_stores_must_succeed' must be boolean value only$/,
  ],
  [
    'glance-direct before staging',
    glanceDirect,
    409,
    /^Image needs to be staged before 'glance-direct' method can be used$/,
  ],
  ['copy-image of a queued image', copyImage, 409, /^Only images with status active can be targeted for copying$/],
];

const requests: readonly ConformanceCase[] = [
  ...bodies.map(
    ([what, body, status, words]): ConformanceCase => ({
      name: `import: a request ${what} is refused with ${status} and leaves no trace`,
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare);
        expectFault(await requestImport(world, 'alice', id, body), status, words);
        const image = await world.fetchImage('alice', id);
        expectFields(image, { status: 'queued' });
        for (const mark of Object.values(importProperties)) assert.ok(!(mark in image), mark);
        assert.deepEqual(await fetchImportTasks(world, 'alice', id), []);
      },
    }),
  ),
  {
    name: 'import: stores in the body and in the header',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      const body = { ...webDownload(somewhere), stores: ['fast'] };
      const reply = await requestImport(world, 'alice', id, body, { headers: { 'X-Image-Meta-Store': 'slow' } });
      expectFault(reply, 400, /^Stores parameter and x-image-meta-store header can't be both specified$/);
    },
  },
  ...(
    [
      ['no body', '', /^Body expected in request\.$/],
      ['no JSON', '{', /^Malformed JSON in request body\.$/],
    ] as const
  ).map(
    ([what, body, words]): ConformanceCase => ({
      name: `import: a request with ${what}`,
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare);
        const headers = { 'Content-Type': 'application/json' };
        expectFault(await world.image('alice', 'POST', `/v2/images/${id}/import`, { headers, body }), 400, words);
      },
    }),
  ),
];

const states: readonly ConformanceCase[] = [
  {
    name: 'import: an unknown image',
    run: async (world) => {
      const id = '11111111-1111-4111-8111-111111111111';
      expectFault(
        await requestImport(world, 'alice', id, glanceDirect),
        404,
        new RegExp(`^No image found with ID ${id}$`),
      );
    },
  },
  ...(
    [
      ['web-download', webDownload(somewhere)],
      ['glance-direct', glanceDirect],
    ] as const
  ).map(
    ([method, body]): ConformanceCase => ({
      name: `import: ${method} into an active image`,
      run: async (world) => {
        const { id } = await world.createImage('alice', rawBare, 'abc');
        const words = /^Image with status active cannot be target for import$/;
        expectFault(await requestImport(world, 'alice', id, body), 409, words);
      },
    }),
  ),
  {
    name: 'import: web-download into an image without formats, and glance-direct after staging into one',
    run: async (world) => {
      const { id } = await world.createImage('alice', {});
      const words = /^'container_format' needs to be set before import$/;
      expectFault(await requestImport(world, 'alice', id, webDownload(somewhere)), 409, words);
      await stageImage(world, 'alice', id, 'abc');
      expectFault(await requestImport(world, 'alice', id, glanceDirect), 409, words);
      expectFields(await world.fetchImage('alice', id), { status: 'uploading', size: 3 });
    },
  },
  {
    name: 'import: a missing disk format is told after the container’s',
    run: async (world) => {
      const { id } = await world.createImage('alice', { container_format: 'bare' });
      const words = /^'disk_format' needs to be set before import$/;
      expectFault(await requestImport(world, 'alice', id, webDownload(somewhere)), 409, words);
    },
  },
  {
    name: 'import: web-download into a staged image',
    run: async (world) => {
      const { id } = await world.createImage('alice', rawBare);
      await stageImage(world, 'alice', id, 'abc');
      const words = /^Image needs to be in 'queued' state to use 'web-download' method$/;
      expectFault(await requestImport(world, 'alice', id, webDownload(somewhere)), 409, words);
    },
  },
];

const whoMay: readonly ConformanceCase[] = [
  {
    name: 'import: neither a reader of the project nor another project’s member',
    run: async (world) => {
      const words = /^You are not authorized to complete modify_image action\.$/;
      const own = await world.createImage('aliceOps', { ...rawBare, visibility: 'community' });
      expectFault(await requestImport(world, 'bob', own.id, webDownload(somewhere)), 403, words);
      expectFault(await requestImport(world, 'dave', own.id, webDownload(somewhere)), 403, words);
      assert.equal(valueAt(await world.fetchImage('aliceOps', own.id), 'status'), 'queued');
    },
  },
  {
    name: 'import: another project’s private image is not there',
    run: async (world) => {
      const { id } = await world.createImage('alice', { ...rawBare, visibility: 'private' });
      const words = new RegExp(`^No image found with ID ${id}$`);
      expectFault(await requestImport(world, 'dave', id, webDownload(somewhere)), 404, words);
    },
  },
];

export const importRefusedCases: readonly ConformanceCase[] = [...requests, ...states, ...whoMay];
