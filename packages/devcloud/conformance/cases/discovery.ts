import assert from 'node:assert/strict';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';

const current = { zed: 'v2.15', '2025.1': 'v2.17' } as const;
const unauthorized = /^(401 Unauthorized )*This server could not verify that you are authorized to access the document/;
const readerless = /^The resource could not be found\.$/;

async function expectVersions(context: CaseContext, path: string, status: number): Promise<void> {
  const reply = expectStatus(await context.image('nobody', 'GET', path), status);
  const listed = expectList(valueAt(reply.body, 'versions'));
  const now = listed.filter((one) => valueAt(one, 'status') === 'CURRENT');
  assert.deepEqual(
    now.map((one) => valueAt(one, 'id')),
    [current[context.release]],
  );
  assert.ok(listed.every((one) => ['CURRENT', 'SUPPORTED'].includes(textAt(one, 'status') ?? '')));
  assert.match(textAt(now[0], 'links', 0, 'href') ?? '', /^https?:\/\/.+\/v2\/$/);
  expectHeaders(reply, { 'x-openstack-request-id': null });
}

const versions: readonly ConformanceCase[] = [
  {
    name: 'glance: /versions is a 200 without a token',
    run: (context) => expectVersions(context, '/versions', 200),
  },
  ...['/', '/v1/images', '/v3', '/nothing'].map(
    (path): ConformanceCase => ({
      name: `glance: ${path} is a 300 with the versions, without a token`,
      run: (context) => expectVersions(context, path, 300),
    }),
  ),
  {
    name: 'glance: links are built from the Host header and X-Forwarded-Proto',
    run: async (context) => {
      const headers = { Host: 'images.example:8443', 'X-Forwarded-Proto': 'https' };
      const reply = await context.image('nobody', 'GET', '/versions', { headers });
      assert.match(textAt(reply.body, 'versions', 0, 'links', 0, 'href') ?? '', /^https:\/\/images\.example:8443\//);
    },
  },
  {
    name: 'glance: /v2 redirects to /v2/, which is a 404',
    run: async (context) => {
      const reply = expectStatus(await context.image('alice', 'GET', '/v2'), 302);
      expectHeaders(reply, { location: /\/v2\/$/ });
      expectFault(await context.image('alice', 'GET', '/v2/'), 404, readerless);
    },
  },
  {
    name: 'glance: OPTIONS is an empty 200 without CORS headers',
    run: async (context) => {
      const reply = expectStatus(await context.image('nobody', 'OPTIONS', '/v2/images'), 200);
      expectHeaders(reply, { 'access-control-allow-origin': null });
      assert.equal(reply.bytes.length, 0);
    },
  },
];

const health: readonly ConformanceCase[] = [
  {
    name: 'glance: /healthcheck answers OK in the form that Accept asks for',
    run: async (context) => {
      const forms = [
        [null, 'text/plain; charset=UTF-8', 'OK'],
        ['*/*', 'text/plain; charset=UTF-8', 'OK'],
        ['application/json', 'application/json', { detailed: false, reasons: ['OK'] }],
      ] as const;
      for (const [accept, type, body] of forms) {
        const reply = expectStatus(await context.image('nobody', 'GET', '/healthcheck', { accept }), 200);
        expectHeaders(reply, { 'content-type': type });
        assert.deepEqual(reply.body, body);
      }
      expectStatus(await context.image('nobody', 'HEAD', '/healthcheck'), 204);
    },
  },
];

/** Formats of an error by Accept header. A wildcard gets an HTML page. */
const shapes: readonly [accept: string | null, type: RegExp, body: RegExp][] = [
  [null, /^text\/plain/, /^404 Not Found\n\nNo image found with ID nope\n\n {3}$/],
  ['text/plain', /^text\/plain/, /^404 Not Found\n\nNo image found/],
  ['application/xml', /^text\/plain/, /^404 Not Found\n\nNo image found/],
  ['*/*', /^text\/html/, /^<html>\s*<head>\s*<title>404 Not Found<\/title>/],
  ['text/html', /^text\/html/, /<h1>404 Not Found<\/h1>\s+No image found with ID nope<br \/><br \/>/],
  ['application/json, text/plain, */*', /^text\/html/, /^<html>/],
  ['application/json;q=0.5, text/html;q=0.4', /^application\/json/, /^\{"message": ?"No image found/],
  [
    'application/json',
    /^application\/json/,
    /^\{"message": ?"No image found with ID nope<br \/><br \/>\\n\\n\\n", ?"code": ?"404 Not Found", ?"title": ?"Not Found"\}$/,
  ],
];

const refusals: readonly ConformanceCase[] = [
  ...shapes.map(
    ([accept, type, body]): ConformanceCase => ({
      name: `glance: the form of an error with Accept ${accept ?? 'absent'}`,
      run: async (context) => {
        const reply = expectStatus(await context.image('alice', 'GET', '/v2/images/nope', { accept }), 404);
        expectHeaders(reply, { 'content-type': type, 'x-openstack-request-id': /^req-/ });
        assert.match(reply.bytes.toString(), body);
      },
    }),
  ),
  {
    name: 'glance: the detail of an error follows a line break',
    run: async (context) => {
      const reply = await context.image('alice', 'POST', '/v2/images', { json: { os_glance_x: 'y' } });
      const message = "Access was denied to this resource.<br /><br />\nAttribute 'os_glance_x' is reserved.\n\n";
      expectFields(expectStatus(reply, 403).body, { message: message, code: '403 Forbidden', title: 'Forbidden' });
    },
  },
  ...(['nobody', { token: 'garbage' }] as const).map(
    (who): ConformanceCase => ({
      name: `glance: ${who === 'nobody' ? 'no' : 'a bad'} token is a 401 without a request id`,
      run: async (context) => {
        for (const accept of [null, '*/*', 'application/json']) {
          const reply = expectFault(await context.image(who, 'GET', '/v2/images', { accept }), 401, unauthorized);
          expectHeaders(reply, { 'www-authenticate': /^Keystone uri=/, 'x-openstack-request-id': null });
        }
      },
    }),
  ),
  {
    name: 'glance: a method that an address lacks is a 405 with Allow',
    run: async (context) => {
      const reply = await context.image('alice', 'DELETE', '/v2/images');
      expectHeaders(expectFault(reply, 405, /^The method DELETE is not allowed for this resource\.$/), {
        allow: 'GET, POST',
      });
    },
  },
];

const infos: readonly ConformanceCase[] = [
  {
    name: 'glance: /info/import lists the import methods',
    run: async (context) => {
      const reply = expectStatus(await context.image('alice', 'GET', '/v2/info/import'), 200);
      expectFields(valueAt(reply.body, 'import-methods'), { description: 'Import methods available.', type: 'array' });
      const methods = expectList(valueAt(reply.body, 'import-methods', 'value'));
      for (const method of ['glance-direct', 'web-download', 'copy-image']) assert.ok(methods.includes(method), method);
    },
  },
  {
    name: 'glance: /info/stores marks the default store with the string "true"',
    run: async (context) => {
      const reply = expectStatus(await context.image('alice', 'GET', '/v2/info/stores'), 200);
      expectFields(valueAt(reply.body, 'stores', 0), { id: 'fast', default: 'true' });
      assert.equal(valueAt(reply.body, 'stores', 1, 'default'), undefined);
    },
  },
  {
    name: 'glance: /info/stores/detail needs an administrator',
    run: async (context) => {
      const refusal = await context.image('alice', 'GET', '/v2/info/stores/detail');
      expectFault(refusal, 403, /^You are not authorized to complete stores_info_detail action\.$/);
      const reply = expectStatus(await context.image('admin', 'GET', '/v2/info/stores/detail'), 200);
      expectFields(valueAt(reply.body, 'stores', 0), { id: 'fast', type: 'file' });
    },
  },
  {
    name: 'glance: the image schema marks properties with is_base',
    run: async (context) => {
      const { body } = expectStatus(await context.image('alice', 'GET', '/v2/schemas/image'), 200);
      expectFields(body, { name: 'image', additionalProperties: { type: 'string' } });
      const properties = valueAt(body, 'properties') ?? {};
      const further = Object.keys(properties).filter((key) => valueAt(properties, key, 'is_base') === false);
      assert.deepEqual(further.toSorted(), [
        'architecture',
        'cinder_encryption_key_deletion_policy',
        'cinder_encryption_key_id',
        'description',
        'instance_uuid',
        'kernel_id',
        'os_distro',
        'os_version',
        'ramdisk_id',
      ]);
      expectFields(valueAt(properties, 'name'), { type: ['null', 'string'], maxLength: 255 });
      assert.equal(valueAt(properties, 'size', 'readOnly'), true);
    },
  },
  ...['images', 'member', 'members', 'task', 'tasks', 'metadefs/namespace', 'metadefs/namespaces'].map(
    (name): ConformanceCase => ({
      name: `glance: schema ${name}`,
      run: async (context) => {
        const { body } = expectStatus(await context.image('bob', 'GET', `/v2/schemas/${name}`), 200);
        assert.equal(valueAt(body, 'name'), name.split('/').at(-1));
      },
    }),
  ),
  {
    name: 'glance: an unknown schema is a 404',
    run: async (context) => {
      expectFault(await context.image('alice', 'GET', '/v2/schemas/nope'), 404, readerless);
    },
  },
];

const watchdog = '/v2/metadefs/namespaces/OS::Compute::Watchdog';

const definitions: readonly ConformanceCase[] = [
  {
    name: 'metadefs: namespaces are paged',
    run: async (context) => {
      const page = async (path: string) => expectStatus(await context.image('alice', 'GET', path), 200).body;
      const first = await page('/v2/metadefs/namespaces?limit=2');
      assert.equal(expectList(valueAt(first, 'namespaces')).length, 2);
      expectFields(first, { first: '/v2/metadefs/namespaces?limit=2', schema: '/v2/schemas/metadefs/namespaces' });
      const second = await page(textAt(first, 'next') ?? '');
      assert.notEqual(valueAt(second, 'namespaces', 0, 'namespace'), valueAt(first, 'namespaces', 1, 'namespace'));
    },
  },
  {
    name: 'metadefs: namespaces can be filtered by resource type and visibility',
    run: async (context) => {
      const found = async (query: string) =>
        expectList(
          valueAt((await context.image('alice', 'GET', `/v2/metadefs/namespaces?${query}`)).body, 'namespaces'),
        );
      const all = await found('resource_types=OS::Glance::Image&limit=100');
      assert.ok(all.some((one) => valueAt(one, 'namespace') === 'OS::Compute::Watchdog'));
      assert.deepEqual(await found('resource_types=OS::Nothing'), []);
      assert.deepEqual(await found('visibility=private'), []);
    },
  },
  {
    name: 'metadefs: a resource type adds its prefix to the properties',
    run: async (context) => {
      const bare = expectStatus(await context.image('alice', 'GET', watchdog), 200);
      expectFields(valueAt(bare.body, 'properties', 'watchdog_action'), { type: 'string' });
      const prefixed = await context.image('alice', 'GET', `${watchdog}?resource_type=OS::Glance::Image`);
      const property = valueAt(expectStatus(prefixed, 200).body, 'properties', 'hw_watchdog_action');
      assert.deepEqual(expectList(valueAt(property, 'enum')).toSorted(), [
        'disabled',
        'none',
        'pause',
        'poweroff',
        'reset',
      ]);
      assert.equal(valueAt(property, 'name'), undefined);
    },
  },
  {
    name: 'metadefs: unknown namespaces and unauthorized callers are refused',
    run: async (context) => {
      const missing = await context.image('alice', 'GET', '/v2/metadefs/namespaces/nope');
      expectFault(missing, 404, /^Metadata definition namespace=nope was not found\.$/);
      const marker = await context.image('alice', 'GET', '/v2/metadefs/namespaces?marker=nope');
      expectFault(marker, 404, /^Metadata definition namespace=nope was not found\.$/);
      expectFault(await context.image('carol', 'GET', '/v2/metadefs/namespaces'), 404, readerless);
      const made = await context.image('alice', 'POST', '/v2/metadefs/namespaces', { json: { namespace: 'X' } });
      expectFault(made, 403, /^You are not authorized to complete add_metadef_namespace action\.$/);
    },
  },
];

/** Version, health and discovery requests of Glance, and the formats of its errors. */
export const discoveryCases: readonly ConformanceCase[] = [
  ...versions,
  ...health,
  ...refusals,
  ...infos,
  ...definitions,
];
