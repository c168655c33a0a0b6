import assert from 'node:assert/strict';
import { at, crashed, expectFault, expectFields } from '../expect.ts';
import { copy, direct, fromWeb, importImage, marks, tasksOf } from '../importing.ts';
import { barredUrl } from '../pages.ts';
import type { Case } from '../suite.ts';
import { rawBare, stage } from '../uploading.ts';

const somewhere = 'http://127.0.0.1:18081/nobody-asks';
const barred = (uri: string): RegExp =>
  new RegExp(`^URI for web-download does not pass filtering: ${uri.replaceAll('?', '\\?')}$`.replace(': $', ':$'));

/** Bodies that are refused whatever the image, and how. */
const bodies: readonly (readonly [what: string, body: unknown, status: number, words: RegExp])[] = [
  ['without a method', {}, 400, /^Import request requires a 'method' field\.$/],
  ['with a method without a name', { method: {} }, 400, /^Import request requires a 'name' field\.$/],
  ['with an unknown method', { method: { name: 'post' } }, 400, /^Unknown import method name 'post'\.$/],
  ['with a method that is a text', { method: 'web-download' }, 500, crashed],
  ['that is a list', [], 500, crashed],
  ['from no address', fromWeb(), 400, barred('None')],
  ['from an empty address', fromWeb(''), 400, barred('')],
  ['from an FTP server', fromWeb('ftp://127.0.0.1/image'), 400, barred('ftp://127.0.0.1/image')],
  ['from a file', fromWeb('file:///etc/passwd'), 400, barred('file:///etc/passwd')],
  ['from a port that is barred', fromWeb(barredUrl), 400, barred(barredUrl)],
  ['from what is no address', fromWeb('not a url'), 400, barred('not a url')],
  ['to an unknown store', { ...fromWeb(somewhere), stores: ['nope'] }, 409, /^Store for identifier nope not found$/],
  [
    'to all stores and to one',
    { ...fromWeb(somewhere), stores: ['fast'], all_stores: true },
    400,
    /^All_stores parameter can't be used with x-image-meta-store header or stores parameter$/,
  ],
  [
    'with "yes" for a yes',
    { ...fromWeb(somewhere), all_stores_must_succeed: 'yes' },
    400,
    /^'all_stores_must_succeed' must be boolean value only$/,
  ],
  ['glance-direct before staging', direct, 409, /^Image needs to be staged before 'glance-direct' method can be used$/],
  ['copy-image of a queued image', copy, 409, /^Only images with status active can be targeted for copying$/],
];

const requests: readonly Case[] = [
  ...bodies.map(
    ([what, body, status, words]): Case => ({
      name: `import: a request ${what} is refused with ${status} and leaves no trace`,
      run: async (world) => {
        const { id } = await world.make('alice', rawBare);
        expectFault(await importImage(world, 'alice', id, body), status, words);
        const image = await world.show('alice', id);
        expectFields(image, { status: 'queued' });
        for (const mark of Object.values(marks)) assert.ok(!(mark in image), mark);
        assert.deepEqual(await tasksOf(world, 'alice', id), []);
      },
    }),
  ),
  {
    name: 'import: stores in the body and in the header',
    run: async (world) => {
      const { id } = await world.make('alice', rawBare);
      const body = { ...fromWeb(somewhere), stores: ['fast'] };
      const reply = await importImage(world, 'alice', id, body, { headers: { 'X-Image-Meta-Store': 'slow' } });
      expectFault(reply, 400, /^Stores parameter and x-image-meta-store header can't be both specified$/);
    },
  },
  ...(
    [
      ['no body', '', /^Body expected in request\.$/],
      ['no JSON', '{', /^Malformed JSON in request body\.$/],
    ] as const
  ).map(
    ([what, body, words]): Case => ({
      name: `import: a request with ${what}`,
      run: async (world) => {
        const { id } = await world.make('alice', rawBare);
        const headers = { 'Content-Type': 'application/json' };
        expectFault(await world.image('alice', 'POST', `/v2/images/${id}/import`, { headers, body }), 400, words);
      },
    }),
  ),
];

const states: readonly Case[] = [
  {
    name: 'import: an unknown image',
    run: async (world) => {
      const id = '11111111-1111-4111-8111-111111111111';
      expectFault(await importImage(world, 'alice', id, direct), 404, new RegExp(`^No image found with ID ${id}$`));
    },
  },
  ...(
    [
      ['web-download', fromWeb(somewhere)],
      ['glance-direct', direct],
    ] as const
  ).map(
    ([method, body]): Case => ({
      name: `import: ${method} into an active image`,
      run: async (world) => {
        const { id } = await world.make('alice', rawBare, 'abc');
        const words = /^Image with status active cannot be target for import$/;
        expectFault(await importImage(world, 'alice', id, body), 409, words);
      },
    }),
  ),
  {
    name: 'import: web-download into an image without formats, and glance-direct after staging into one',
    run: async (world) => {
      const { id } = await world.make('alice', {});
      const words = /^'container_format' needs to be set before import$/;
      expectFault(await importImage(world, 'alice', id, fromWeb(somewhere)), 409, words);
      await stage(world, 'alice', id, 'abc');
      expectFault(await importImage(world, 'alice', id, direct), 409, words);
      expectFields(await world.show('alice', id), { status: 'uploading', size: 3 });
    },
  },
  {
    name: 'import: a missing disk format is told after the container’s',
    run: async (world) => {
      const { id } = await world.make('alice', { container_format: 'bare' });
      const words = /^'disk_format' needs to be set before import$/;
      expectFault(await importImage(world, 'alice', id, fromWeb(somewhere)), 409, words);
    },
  },
  {
    name: 'import: web-download into a staged image',
    run: async (world) => {
      const { id } = await world.make('alice', rawBare);
      await stage(world, 'alice', id, 'abc');
      const words = /^Image needs to be in 'queued' state to use 'web-download' method$/;
      expectFault(await importImage(world, 'alice', id, fromWeb(somewhere)), 409, words);
    },
  },
];

const whoMay: readonly Case[] = [
  {
    name: 'import: neither a reader of the project nor another project’s member',
    run: async (world) => {
      const words = /^You are not authorized to complete modify_image action\.$/;
      const own = await world.make('aliceOps', { ...rawBare, visibility: 'community' });
      expectFault(await importImage(world, 'bob', own.id, fromWeb(somewhere)), 403, words);
      expectFault(await importImage(world, 'dave', own.id, fromWeb(somewhere)), 403, words);
      assert.equal(at(await world.show('aliceOps', own.id), 'status'), 'queued');
    },
  },
  {
    name: 'import: another project’s private image is not there',
    run: async (world) => {
      const { id } = await world.make('alice', { ...rawBare, visibility: 'private' });
      const words = new RegExp(`^No image found with ID ${id}$`);
      expectFault(await importImage(world, 'dave', id, fromWeb(somewhere)), 404, words);
    },
  },
];

export const importRefusedCases: readonly Case[] = [...requests, ...states, ...whoMay];
