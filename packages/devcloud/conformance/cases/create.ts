import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectStatus, serverErrorMessage } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { SignedInName } from '../target.ts';

type Fields = Readonly<Record<string, unknown>>;

const create = (context: CaseContext, who: SignedInName | 'nobody', json: unknown) =>
  context.image(who, 'POST', '/v2/images', { json });

const plain: readonly ConformanceCase[] = [
  {
    name: 'create: an empty body creates a queued, shared image without a name',
    run: async (context) => {
      const reply = expectStatus(await create(context, 'alice', {}), 201);
      const { id } = reply.body as { id: string };
      expectHeaders(reply, {
        location: new RegExp(`^https?://.+/v2/images/${id}$`),
        'openstack-image-import-methods': /^glance-direct,web-download,copy-image/,
        'openstack-image-store-ids': /^fast,slow/,
      });
      expectFields(reply.body, {
        status: 'queued',
        visibility: 'shared',
        name: null,
        size: null,
        virtual_size: null,
        checksum: null,
        disk_format: null,
        container_format: null,
        min_disk: 0,
        min_ram: 0,
        protected: false,
        os_hidden: false,
        os_hash_algo: null,
        os_hash_value: null,
        tags: [],
        owner: context.projectId('alice'),
        self: `/v2/images/${id}`,
        file: `/v2/images/${id}/file`,
        schema: '/v2/schemas/image',
      });
      assert.ok(!('stores' in Object(reply.body)), 'no stores before there is data');
      assert.match(String(Object(reply.body).created_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    },
  },
  {
    name: 'create: a chosen id is accepted once',
    run: async (context) => {
      const id = randomUUID();
      expectFields(expectStatus(await create(context, 'alice', { id }), 201).body, { id });
      const accepted = new RegExp(`^Image ID ${id} already exists!$`);
      expectFault(await create(context, 'alice', { id }), 409, accepted);
      expectFault(await create(context, 'dave', { id }), 409, accepted);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
      expectFault(await create(context, 'alice', { id }), 409, accepted);
    },
  },
  {
    name: 'create: duplicate tags are stored once, in any order',
    run: async (context) => {
      const { tags } = await context.createImage('alice', { tags: ['a', 'a', 'B', 'b', '日本', 'é'] });
      assert.deepEqual((tags as string[]).toSorted(), ['B', 'a', 'b', 'é', '日本']);
    },
  },
  {
    name: 'create: a hash in the body is ignored',
    run: async (context) => {
      const image = await context.createImage('alice', { os_hash_algo: 'md5', os_hash_value: 'x' });
      expectFields(image, { os_hash_algo: null, os_hash_value: null });
    },
  },
];

const longest = { '255': 'x'.repeat(255), '256': 'x'.repeat(256) };
const numbered = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const properties = (count: number) => Object.fromEntries(numbered(count, 'k').map((key) => [key, 'v']));

/** Accepted fields, which the response returns unchanged. */
const accepted: readonly [what: string, fields: Fields][] = [
  ...['ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop'].map(
    (disk_format): [string, Fields] => [`disk format ${disk_format}`, { disk_format }],
  ),
  ...['ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'].map((container_format): [string, Fields] => [
    `container format ${container_format}`,
    { container_format },
  ]),
  ['formats null', { disk_format: null, container_format: null }],
  ['a name of 255 characters', { name: longest['255'] }],
  ['a name of 255 characters beyond ASCII', { name: 'é'.repeat(255) }],
  ['an empty name', { name: '' }],
  ['a name in Chinese', { name: '镜像 – 日本' }],
  ['a name with quotes and a line break', { name: 'a\'b"c\nd' }],
  ['a property of 65,535 bytes', { foo: 'é'.repeat(32_767).concat('x') }],
  ['an empty property', { foo: '' }],
  ['odd keys', { 'a b/c:d.é': 'v', 键: '值', hw_Disk: 'x' }],
  ['a key of 255 characters', { [longest['255']]: 'v' }],
  ['128 properties', properties(128)],
  ['the largest minimums', { min_disk: 2 ** 31 - 1, min_ram: 2 ** 31 - 1 }],
  ['protected and hidden', { protected: true, os_hidden: true }],
  ['private', { visibility: 'private' }],
  ['community', { visibility: 'community' }],
  ['another image as kernel', { kernel_id: randomUUID() }],
];

const notInSchema = (what: string) =>
  new RegExp(`^Provided object does not match schema 'image': ${what}(.|\\n)*Failed validating`);
const denied = (what: string) => new RegExp(`^Access was denied to this resource\\. ${what}$`);
const tooMany = (what: string, count: number) =>
  new RegExp(
    `^The limit has been exceeded on the number of allowed image ${what}\\. Attempted: ${count}, Maximum: 128$`,
  );

/** Refused bodies and their messages. */
const refused: readonly [what: string, json: unknown, status: number, message: RegExp][] = [
  ['an unknown disk format', { disk_format: 'gpt' }, 400, notInSchema("'gpt' is not one of \\[None, 'ami', ")],
  [
    'an unknown container format',
    { container_format: 'zip' },
    400,
    notInSchema("'zip' is not one of \\[None, 'ami', "),
  ],
  ['a name of 256 characters', { name: longest['256'] }, 400, notInSchema("'x{256}' is too long")],
  ['a name as number', { name: 5 }, 400, notInSchema("5 is not of type 'null', 'string'")],
  ['an emoji in the name', { name: 'a😀' }, 400, /^Name can't contain 4 byte unicode characters\.$/],
  ['an emoji in a property', { os_distro: '😀' }, 400, /^Os_Distro can't contain 4 byte unicode characters\.$/],
  ['an emoji as key', { '😀': 'x' }, 400, /^Property names can't contain 4 byte unicode\.$/],
  ['an emoji as tag', { tags: ['😀'] }, 400, /^Param values can't contain 4 byte unicode\.$/],
  ['a property as number', { foo: 1 }, 400, notInSchema("1 is not of type 'string'")],
  ['a property as null', { foo: null }, 400, notInSchema("None is not of type 'string'")],
  ['a property as truth', { foo: true }, 400, notInSchema("True is not of type 'string'")],
  [
    'a key of 256 characters',
    { [longest['256']]: 'v' },
    400,
    /^Custom property should not be greater than 255 characters\.$/,
  ],
  ['129 properties', properties(129), 413, tooMany('properties', 129)],
  ['129 tags', { tags: numbered(129, 't') }, 413, tooMany('tags', 129)],
  ['a tag of 256 characters', { tags: [longest['256']] }, 400, notInSchema("'x{256}' is too long")],
  ['tags as text', { tags: 'x' }, 400, notInSchema("'x' is not of type 'array'")],
  ['a minimum as text', { min_disk: '5' }, 400, notInSchema("'5' is not of type 'integer'")],
  ['half a minimum', { min_ram: 1.5 }, 400, notInSchema("1\\.5 is not of type 'integer'")],
  [
    'a minimum below zero',
    { min_disk: -1 },
    400,
    /^Invalid value '-1' for parameter 'min_disk': Cannot be a negative value$/,
  ],
  ['a minimum of 2^31', { min_ram: 2 ** 31 }, 400, /^'min_ram' value out of range, must not exceed 2147483647\.$/],
  ['protected as text', { protected: 'true' }, 400, notInSchema("'true' is not of type 'boolean'")],
  ['an unknown visibility', { visibility: 'secret' }, 400, notInSchema("'secret' is not one of \\['community', ")],
  ['an id that is none', { id: 'abc' }, 400, notInSchema("'abc' does not match ")],
  ['a kernel that is no id', { kernel_id: 'x' }, 400, notInSchema("'x' does not match ")],
  ['a status', { status: 'active' }, 403, /^Attribute 'status' is read-only\.$/],
  ['a checksum', { checksum: 'x' }, 403, /^Attribute 'checksum' is read-only\.$/],
  ['a size', { size: 1 }, 403, /^Attribute 'size' is read-only\.$/],
  ['an address of itself', { self: 'x' }, 403, /^Attribute 'self' is read-only\.$/],
  ['stores', { stores: 'x' }, 403, /^Attribute 'stores' is read-only\.$/],
  ['locations', { locations: [] }, 403, /^Attribute 'locations' is reserved\.$/],
  ['a location', { location: 'x' }, 403, denied("Attribute 'location' is reserved\\.")],
  ['a deletion', { deleted: 'x' }, 403, denied("Attribute 'deleted' is reserved\\.")],
  ['a mark of Glance’s own', { os_glance_x: 'y' }, 403, denied("Attribute 'os_glance_x' is reserved\\.")],
  ['a mark of Glance’s own as number', { os_glance_x: 1 }, 400, notInSchema("1 is not of type 'string'")],
  ['public', { visibility: 'public' }, 403, /^You are not authorized to complete publicize_image action\.$/],
  ['no owner', { owner: null }, 403, denied("You are not permitted to create images owned by 'None'")],
  ['another owner', { owner: 'x' }, 403, denied("You are not permitted to create images owned by 'x'")],
  [
    'two faults: the schema’s first field speaks',
    { disk_format: 'foo', name: 5 },
    400,
    notInSchema('5 is not of type'),
  ],
];

const unreadable: readonly [what: string, body: string | Buffer, status: number, message: RegExp][] = [
  ['no JSON', 'nonsense', 400, /^Malformed JSON in request body\.$/],
  [
    'bad UTF-8',
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x22, 0x22, 0x7d]),
    400,
    /^Malformed JSON in request body\.$/,
  ],
  ['no body', '', 400, /^Body expected in request\.$/],
  ['a number', '5', 400, /^Unexpected body type\. Expected list\/dict\.$/],
  ['null', 'null', 400, /^Unexpected body type\. Expected list\/dict\.$/],
  ['a list', '[]', 500, serverErrorMessage],
];

/** POST /v2/images. */
export const createCases: readonly ConformanceCase[] = [
  ...plain,
  ...accepted.map(
    ([what, fields]): ConformanceCase => ({
      name: `create: ${what}`,
      run: async (context) => {
        const made = expectStatus(await create(context, 'alice', fields), 201).body;
        expectFields(made, fields);
        expectFields(await context.fetchImage('alice', String(Object(made).id)), fields);
      },
    }),
  ),
  ...refused.map(
    ([what, json, status, message]): ConformanceCase => ({
      name: `create: ${what} is a ${status}`,
      run: async (context) => {
        expectFault(await create(context, 'alice', json), status, message);
      },
    }),
  ),
  ...unreadable.map(
    ([what, body, status, message]): ConformanceCase => ({
      name: `create: ${what} as the body is a ${status}`,
      run: async (context) => {
        const headers = { 'Content-Type': 'application/json' };
        expectFault(await context.image('alice', 'POST', '/v2/images', { body, headers }), status, message);
      },
    }),
  ),
];
