import assert from 'node:assert/strict';
import { expectFault, expectFields, serverErrorMessage, valueAt } from '../expect.ts';
import { copyImage, fetchImportTasks, glanceDirect, importProperties, requestImport, webDownload } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { disallowedUrl } from '../source-server.ts';
import { rawBare, stageImage } from '../uploads.ts';

const somewhere = 'http://127.0.0.1:18081/nobody-asks';
const barred = (uri: string): RegExp =>
  new RegExp(`^URI for web-download does not pass filtering: ${uri.replaceAll('?', '\\?')}$`.replace(': $', ':$'));

/** Bodies that are refused for any image, and the response. */
const bodies: readonly (readonly [what: string, body: unknown, status: number, message: RegExp])[] = [
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
    ([what, body, status, message]): ConformanceCase => ({
      name: `import: a request ${what} is refused with ${status} and changes nothing`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare);
        expectFault(await requestImport(context, 'alice', id, body), status, message);
        const image = await context.fetchImage('alice', id);
        expectFields(image, { status: 'queued' });
        for (const mark of Object.values(importProperties)) assert.ok(!(mark in image), mark);
        assert.deepEqual(await fetchImportTasks(context, 'alice', id), []);
      },
    }),
  ),
  {
    name: 'import: stores in both body and header are refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      const body = { ...webDownload(somewhere), stores: ['fast'] };
      const reply = await requestImport(context, 'alice', id, body, { headers: { 'X-Image-Meta-Store': 'slow' } });
      expectFault(reply, 400, /^Stores parameter and x-image-meta-store header can't be both specified$/);
    },
  },
  ...(
    [
      ['no body', '', /^Body expected in request\.$/],
      ['no JSON', '{', /^Malformed JSON in request body\.$/],
    ] as const
  ).map(
    ([what, body, message]): ConformanceCase => ({
      name: `import: a request with ${what}`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare);
        const headers = { 'Content-Type': 'application/json' };
        expectFault(await context.image('alice', 'POST', `/v2/images/${id}/import`, { headers, body }), 400, message);
      },
    }),
  ),
];

const states: readonly ConformanceCase[] = [
  {
    name: 'import: an unknown image is a 404',
    run: async (context) => {
      const id = '11111111-1111-4111-8111-111111111111';
      expectFault(
        await requestImport(context, 'alice', id, glanceDirect),
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
      name: `import: ${method} into an active image is refused`,
      run: async (context) => {
        const { id } = await context.createImage('alice', rawBare, 'abc');
        const message = /^Image with status active cannot be target for import$/;
        expectFault(await requestImport(context, 'alice', id, body), 409, message);
      },
    }),
  ),
  {
    name: 'import: web-download into an image without formats, and glance-direct of staged data without formats, are refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', {});
      const message = /^'container_format' needs to be set before import$/;
      expectFault(await requestImport(context, 'alice', id, webDownload(somewhere)), 409, message);
      await stageImage(context, 'alice', id, 'abc');
      expectFault(await requestImport(context, 'alice', id, glanceDirect), 409, message);
      expectFields(await context.fetchImage('alice', id), { status: 'uploading', size: 3 });
    },
  },
  {
    name: 'import: a missing container format is reported before a missing disk format',
    run: async (context) => {
      const { id } = await context.createImage('alice', { container_format: 'bare' });
      const message = /^'disk_format' needs to be set before import$/;
      expectFault(await requestImport(context, 'alice', id, webDownload(somewhere)), 409, message);
    },
  },
  {
    name: 'import: web-download into a staged image is refused',
    run: async (context) => {
      const { id } = await context.createImage('alice', rawBare);
      await stageImage(context, 'alice', id, 'abc');
      const message = /^Image needs to be in 'queued' state to use 'web-download' method$/;
      expectFault(await requestImport(context, 'alice', id, webDownload(somewhere)), 409, message);
    },
  },
];

const whoMay: readonly ConformanceCase[] = [
  {
    name: 'import: a reader of the project and a member of another one are refused',
    run: async (context) => {
      const message = /^You are not authorized to complete modify_image action\.$/;
      const own = await context.createImage('aliceOps', { ...rawBare, visibility: 'community' });
      expectFault(await requestImport(context, 'bob', own.id, webDownload(somewhere)), 403, message);
      expectFault(await requestImport(context, 'dave', own.id, webDownload(somewhere)), 403, message);
      assert.equal(valueAt(await context.fetchImage('aliceOps', own.id), 'status'), 'queued');
    },
  },
  {
    name: 'import: a private image of another project is a 404',
    run: async (context) => {
      const { id } = await context.createImage('alice', { ...rawBare, visibility: 'private' });
      const message = new RegExp(`^No image found with ID ${id}$`);
      expectFault(await requestImport(context, 'dave', id, webDownload(somewhere)), 404, message);
    },
  },
];

export const importRefusedCases: readonly ConformanceCase[] = [...requests, ...states, ...whoMay];
