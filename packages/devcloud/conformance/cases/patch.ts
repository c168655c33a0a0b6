import assert from 'node:assert/strict';
import { type Actor, type CaseContext, type Image, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectStatus, serverErrorMessage } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';

const before = { name: 'n', foo: 'bar', 'a/b': 'slash', 'a~b': 'tilde', tags: ['a', 'b'], min_disk: 3 };

const make = (context: CaseContext): Promise<Image> => context.createImage('alice', before);
const change = (context: CaseContext, who: Actor, id: string, operations: unknown): Promise<Reply> =>
  context.image(who, 'PATCH', `/v2/images/${id}`, jsonPatch(operations));

const add = (path: string, value: unknown) => ({ op: 'add', path, value });
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const remove = (path: string) => ({ op: 'remove', path });
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `t${i}`);

/** Accepted operations with the resulting fields; `undefined` is an absent field. */
const done: readonly [what: string, operations: readonly object[], fields: Readonly<Record<string, unknown>>][] = [
  ['add makes a property', [add('/zip', 'v')], { zip: 'v' }],
  ['add sets a property that is there', [add('/foo', 'v')], { foo: 'v' }],
  ['remove takes a property away', [remove('/foo')], { foo: undefined }],
  ['the name', [replace('/name', '镜像 – é')], { name: '镜像 – é' }],
  ['the name to nothing', [replace('/name', null)], { name: null }],
  ['the minimums', [replace('/min_disk', 0), replace('/min_ram', 2 ** 31 - 1)], { min_disk: 0, min_ram: 2 ** 31 - 1 }],
  ['protected', [replace('/protected', true)], { protected: true }],
  ['hidden', [replace('/os_hidden', true)], { os_hidden: true }],
  ['private', [replace('/visibility', 'private')], { visibility: 'private' }],
  ['community', [replace('/visibility', 'community')], { visibility: 'community' }],
  ['the disk format of a queued image', [replace('/disk_format', 'qcow2')], { disk_format: 'qcow2' }],
  ['no disk format', [replace('/disk_format', null)], { disk_format: null }],
  ['a slash in a key as ~1', [add('/x~1y', 'v'), replace('/a~1b', 'w')], { 'x/y': 'v', 'a/b': 'w' }],
  ['a tilde in a key as ~0', [add('/x~0y', 'v'), remove('/a~0b')], { 'x~y': 'v', 'a~b': undefined }],
  ['a key with dots, blanks and signs', [add('/a.b:c d', 'v')], { 'a.b:c d': 'v' }],
  ['a key in Chinese', [add('/键', '值')], { 键: '值' }],
  ['a key of 255 characters', [add(`/${'k'.repeat(255)}`, 'v')], { ['k'.repeat(255)]: 'v' }],
  ['65,535 bytes', [add('/x', 'x'.repeat(65_535))], { x: 'x'.repeat(65_535) }],
  ['one after the other', [add('/x', '1'), replace('/x', '2'), remove('/foo')], { x: '2', foo: undefined }],
  ['removed and made again', [remove('/foo'), add('/foo', 'again')], { foo: 'again' }],
  ['nothing', [], { name: 'n', foo: 'bar' }],
  ['members nobody asked for', [{ ...add('/x', 'y'), note: 'z' }], { x: 'y' }],
  [
    'beyond 128 properties on the way',
    [...numbered(130).map((key) => add(`/${key}`, 'v')), ...numbered(130).map((key) => remove(`/${key}`))],
    { foo: 'bar', t0: undefined },
  ],
];

const inTags: readonly [what: string, value: readonly string[], left: readonly string[]][] = [
  ['replaced, each once', ['x', 'y', 'x'], ['x', 'y']],
  ['taken away', [], []],
  ['in any letters', ['日本', 'é b', 'a/b'], ['a/b', 'é b', '日本']],
  ['128', numbered(128), numbered(128).toSorted()],
];

const conflict = (what: string) => new RegExp(`^There was a conflict when trying to complete your request\\. ${what}$`);
const denied = (what: string) => new RegExp(`^Access was denied to this resource\\. ${what}$`);
const notInSchema = (what: string) => new RegExp(`^Provided object does not match schema 'image': ${what}`);
const unknownOperation = /^Invalid operation: `.*`\. It must be one of the following: add, remove, replace\.$/;

/** Refused operations. The image stays unchanged. */
const refused: readonly [what: string, operations: unknown, status: number, message: RegExp][] = [
  ['replacing a missing property', [replace('/nope', 'v')], 409, conflict('Property nope does not exist\\.')],
  ['removing a missing property', [remove('/nope')], 409, conflict('Property nope does not exist\\.')],
  ['removing twice', [remove('/foo'), remove('/foo')], 409, conflict('Property foo does not exist\\.')],
  ['all or nothing', [replace('/name', 'x'), replace('/nope', 'x')], 409, conflict('Property nope does not exist\\.')],
  ['removing the name', [remove('/name')], 403, denied('Property name may not be removed\\.')],
  ['removing the minimum', [remove('/min_disk')], 403, denied('Property min_disk may not be removed\\.')],
  ['removing the tags', [remove('/tags')], 403, denied('Property tags may not be removed\\.')],
  ['the status', [replace('/status', 'active')], 403, /^Attribute 'status' is read-only\.$/],
  ['the size', [replace('/size', 1)], 403, /^Attribute 'size' is read-only\.$/],
  ['the checksum', [replace('/checksum', 'x')], 403, /^Attribute 'checksum' is read-only\.$/],
  ['the id', [replace('/id', 'x')], 403, /^Attribute 'id' is read-only\.$/],
  ['the date', [replace('/created_at', 'x')], 403, /^Attribute 'created_at' is read-only\.$/],
  ['removing the status', [remove('/status')], 403, /^Attribute 'status' is read-only\.$/],
  ['a mark of Glance’s own', [add('/os_glance_x', 'v')], 403, /^Attribute 'os_glance_x' is reserved\.$/],
  ['a location', [add('/location', 'v')], 403, /^Attribute 'location' is reserved\.$/],
  ['the owner', [replace('/owner', 'x')], 403, denied("Owner can't be updated by non admin\\.")],
  ['the owner by add', [add('/owner', 'x')], 403, /^Forbidding request, image [0-9a-f-]{36} not visible$/],
  ['public', [replace('/visibility', 'public')], 403, /^You are not authorized to complete publicize_image action\.$/],
  ['a name of 256 characters', [replace('/name', 'x'.repeat(256))], 400, notInSchema("'x{256}' is too long")],
  ['an emoji in the name', [replace('/name', '😀')], 400, /^Name can't contain 4 byte unicode characters\.$/],
  ['an emoji as tag', [replace('/tags', ['😀'])], 400, /^Param values can't contain 4 byte unicode\.$/],
  ['a property as number', [add('/x', 1)], 400, notInSchema("1 is not of type 'string'")],
  ['a property as null', [add('/x', null)], 400, notInSchema("None is not of type 'string'")],
  ['a minimum as text', [replace('/min_disk', '5')], 400, notInSchema("'5' is not of type 'integer'")],
  ['a minimum below zero', [replace('/min_disk', -1)], 400, /^Invalid value '-1' for parameter 'min_disk'/],
  [
    'a minimum of 2^31',
    [replace('/min_ram', 2 ** 31)],
    400,
    /^'min_ram' value out of range, must not exceed 2147483647\.$/,
  ],
  ['an unknown format', [replace('/disk_format', 'gpt')], 400, notInSchema("'gpt' is not one of")],
  ['one tag more', [add('/tags/-', 'x')], 400, /^Invalid JSON pointer for this resource: '\/tags\/-'$/],
  ['129 tags', [replace('/tags', numbered(129))], 413, /^The limit .* image tags\. Attempted: 129, Maximum: 128$/],
  [
    '129 properties',
    numbered(126).map((key) => add(`/${key}`, 'v')),
    413,
    /^The limit .* image properties\. Attempted: 129, Maximum: 128$/,
  ],
  ['two deep', [add('/a/b', 'v')], 400, /^Invalid JSON pointer for this resource: '\/a\/b'$/],
  ['no leading slash', [add('a', 'v')], 400, /^Pointer `a` does not start with "\/"\.$/],
  ['a slash at the end', [add('/a/', 'v')], 400, /^Pointer `\/a\/` end with "\/"\.$/],
  [
    'an unknown escape',
    [add('/x~2y', 'v')],
    400,
    /^Pointer `\/x~2y` contains "~" not part of a recognized escape sequence\.$/,
  ],
  ['no value', [{ op: 'add', path: '/x' }], 400, /^Operation "add" requires a member named "value"\.$/],
  ['no path', [{ op: 'add', value: 'x' }], 400, /^Unable to find 'path' in JSON Schema change$/],
  ['no operation', [{ path: '/x', value: 'x' }], 400, /^Unable to find `op` in JSON Schema change\. It must be one of/],
  ...['move', 'copy', 'test', 'append'].map((op): [string, unknown, number, RegExp] => [
    op,
    [{ op, path: '/foo', from: '/name', value: 'bar' }],
    400,
    unknownOperation,
  ]),
  ['a path that is no text', [{ op: 'add', path: null, value: 'x' }], 500, serverErrorMessage],
  ['an object', add('/x', 'y'), 400, /^Request body must be a JSON array of operation objects\.$/],
  ['a list of text', ['x'], 400, /^Operations must be JSON objects\.$/],
  ['null', null, 400, /^Unexpected body type\. Expected list\/dict\.$/],
];

const types: readonly [type: string, status: number][] = [
  ['application/openstack-images-v2.1-json-patch', 200],
  ['application/openstack-images-v2.0-json-patch', 400],
  ['application/json', 415],
  ['application/json-patch+json', 415],
  ['application/openstack-images-v2.2-json-patch', 415],
  ['text/plain', 415],
];

const bodies: readonly ConformanceCase[] = [
  ...types.map(
    ([type, status]): ConformanceCase => ({
      name: `patch: a body of type ${type} is a ${status}`,
      run: async (context) => {
        const { id } = await make(context);
        const headers = { 'Content-Type': type };
        const reply = await context.image('alice', 'PATCH', `/v2/images/${id}`, {
          json: [replace('/name', 'x')],
          headers,
        });
        expectStatus(reply, status);
        if (status !== 415) return;
        expectHeaders(reply, { 'accept-patch': /application\/openstack-images-v2\.1-json-patch/ });
        const [plain] = type.split(';');
        expectFault(
          reply,
          415,
          new RegExp(`^The request media type ${plain?.replaceAll(/[.+]/g, '\\$&')} is not supported`),
        );
      },
    }),
  ),
  {
    name: 'patch: the 2.0 dialect names the operation by its key',
    run: async (context) => {
      const { id } = await make(context);
      const headers = { 'Content-Type': 'application/openstack-images-v2.0-json-patch' };
      const json = [{ replace: '/name', value: 'x' }, { add: '/y', value: 'z' }, { remove: '/foo' }];
      const reply = await context.image('alice', 'PATCH', `/v2/images/${id}`, { json, headers });
      expectFields(expectStatus(reply, 200).body, { name: 'x', y: 'z', foo: undefined });
    },
  },
  {
    name: 'patch: a body that is not JSON is a 400',
    run: async (context) => {
      const { id } = await make(context);
      const { headers = {} } = jsonPatch([]);
      const reply = await context.image('alice', 'PATCH', `/v2/images/${id}`, { body: 'nonsense', headers });
      expectFault(reply, 400, /^Malformed JSON in request body\.$/);
    },
  },
  {
    name: 'patch: the formats of an active image cannot be changed',
    run: async (context) => {
      const { id } = await context.createImage('alice', { disk_format: 'raw', container_format: 'bare' }, 'abc');
      for (const field of ['disk_format', 'container_format']) {
        const value = field === 'disk_format' ? 'qcow2' : 'ovf';
        const message = new RegExp(`^Attribute ${field} can be only replaced for a queued image\\.$`);
        for (const who of ['alice', 'admin'] as const) {
          expectFault(await change(context, who, id, [replace(`/${field}`, value)]), 403, message);
        }
      }
    },
  },
  {
    name: 'patch: an unknown image is a 404',
    run: async (context) => {
      expectFault(
        await change(context, 'alice', 'nope', [replace('/name', 'x')]),
        404,
        /^No image found with ID nope$/,
      );
    },
  },
];

const together: readonly ConformanceCase[] = [
  {
    name: 'patch: of two concurrent patches each property has the value of one of them',
    run: async (context) => {
      const { id } = await make(context);
      const replies = await Promise.all([
        change(context, 'alice', id, [replace('/name', 'one'), add('/one', '1'), add('/both', '1')]),
        change(context, 'admin', id, [replace('/name', 'two'), add('/two', '2'), add('/both', '2')]),
      ]);
      // The small test clouds may refuse the slower of two concurrent writes with a 409.
      const done = replies.filter(({ status }) => status === 200).length;
      assert.ok(done >= 1, replies.map(({ status }) => status).join(' '));
      const image = await context.fetchImage('alice', id);
      assert.ok(['one', 'two'].includes(String(image.name)), String(image.name));
      assert.ok(['1', '2'].includes(String(image.both)), String(image.both));
      assert.equal(image.foo, 'bar');
    },
  },
  {
    name: 'patch: a later patch based on an older read keeps the other properties',
    run: async (context) => {
      const { id } = await make(context);
      expectStatus(await change(context, 'alice', id, [add('/mine', '1'), replace('/tags', ['a', 'mine'])]), 200);
      const reply = await change(context, 'admin', id, [add('/theirs', '2')]);
      expectFields(expectStatus(reply, 200).body, { mine: '1', theirs: '2', foo: 'bar' });
      // Tags are one value, so the later list replaces the earlier one.
      expectStatus(await change(context, 'admin', id, [replace('/tags', ['a', 'b', 'theirs'])]), 200);
      assert.deepEqual(((await context.fetchImage('alice', id)).tags as string[]).toSorted(), ['a', 'b', 'theirs']);
    },
  },
];

/** PATCH /v2/images/{id}. */
export const patchCases: readonly ConformanceCase[] = [
  ...done.map(
    ([what, operations, fields]): ConformanceCase => ({
      name: `patch: ${what}`,
      run: async (context) => {
        const { id } = await make(context);
        expectFields(expectStatus(await change(context, 'alice', id, operations), 200).body, fields);
        expectFields(await context.fetchImage('alice', id), fields);
      },
    }),
  ),
  ...inTags.map(
    ([what, value, left]): ConformanceCase => ({
      name: `patch: tags, ${what}`,
      run: async (context) => {
        const { id } = await make(context);
        expectStatus(await change(context, 'alice', id, [replace('/tags', value)]), 200);
        assert.deepEqual(((await context.fetchImage('alice', id)).tags as string[]).toSorted(), left);
      },
    }),
  ),
  ...refused.map(
    ([what, operations, status, message]): ConformanceCase => ({
      name: `patch: ${what} is a ${status}`,
      run: async (context) => {
        const image = await make(context);
        expectFault(await change(context, 'alice', image.id, operations), status, message);
        // When Glance refuses a tag, it has already updated the image's `updated_at`.
        const { tags: tagsBefore, updated_at: _before, ...fields } = image;
        const { tags, updated_at: _after, ...after } = await context.fetchImage('alice', image.id);
        assert.deepEqual(after, fields);
        assert.deepEqual((tags as string[]).toSorted(), (tagsBefore as string[]).toSorted());
      },
    }),
  ),
  ...bodies,
  ...together,
];
