import assert from 'node:assert/strict';
import { expectFault, expectFields, expectHeaders, expectStatus, textAt, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import { createSettledVolume, createVolume } from '../volumes.ts';

const long = 'x'.repeat(256);
const malformed =
  /^The server could not comply with the request since it is either malformed or otherwise incorrect\.$/;

/** Bodies of `POST /volumes` that are refused for every user. */
const invalidBodies: readonly (readonly [
  what: string,
  volume: Readonly<Record<string, unknown>>,
  status: number,
  message: RegExp,
])[] = [
  ['no size', {}, 400, malformed],
  ['0 GiB', { size: 0 }, 400, /^Invalid input for field\/attribute size\. Value: 0\. 0 is less than the minimum of 1$/],
  [
    '-1 GiB',
    { size: -1 },
    400,
    /^Invalid input for field\/attribute size\. Value: -1\. -1 is less than the minimum of 1$/,
  ],
  ["'0'", { size: '0' }, 400, /^Invalid input for field\/attribute size\. Value: 0\. 0 is less than the minimum of 1$/],
  [
    'letters for a size',
    { size: 'abc' },
    400,
    /^Invalid input for field\/attribute size\. Value: abc\. 'abc' does not match '\^\[0-9\]\+\$'$/,
  ],
  [
    'one and a half GiB',
    { size: 1.5 },
    400,
    /^Invalid input for field\/attribute size\. Value: 1\.5\. 1\.5 is not of type 'integer', 'string', 'null'$/,
  ],
  [
    'more GiB than a number holds',
    { size: 2 ** 31 },
    400,
    /^Invalid input for field\/attribute size\. Value: 2147483648\. 2147483648 is greater than the maximum of 2147483647$/,
  ],
  ['a name of 256', { size: 1, name: long }, 400, /^Invalid input received: name has 256 characters, more than 255\.$/],
  [
    'a description of 256',
    { size: 1, description: long },
    400,
    /^Invalid input received: description has 256 characters, more than 255\.$/,
  ],
  [
    'a number for a name',
    { size: 1, name: 5 },
    400,
    /^Invalid input for field\/attribute name\. Value: 5\. 5 is not of type 'string', 'null'$/,
  ],
  [
    'a number in its metadata',
    { size: 1, metadata: { a: 1 } },
    400,
    /^Invalid input for field\/attribute a\. Value: 1\. 1 is not of type 'string'$/,
  ],
  ['an unknown type', { size: 1, volume_type: 'nope' }, 404, /^Volume type with name nope could not be found\.$/],
  ['an unknown zone', { size: 1, availability_zone: 'nope' }, 400, /^Availability zone 'nope' is invalid\.$/],
];

const refused: readonly ConformanceCase[] = [
  ...invalidBodies.map(
    ([what, volume, status, message]): ConformanceCase => ({
      name: `volumes: ${what} is refused with ${status}`,
      run: async (context) => {
        expectFault(await createVolume(context, 'alice', volume), status, message);
      },
    }),
  ),
  ...(
    [
      ['without a volume in it', '{}', /^'volume' is a required property$/],
      ['that is a list', '[]', /^\[\] is not of type 'object'$/],
      ['that is no JSON', '{', /^Malformed request body$/],
    ] as const
  ).map(
    ([what, body, message]): ConformanceCase => ({
      name: `volumes: a body ${what} is refused with 400`,
      run: async (context) => {
        const headers = { 'Content-Type': 'application/json' };
        expectFault(await context.volume('alice', 'POST', '/volumes', { headers, body }), 400, message);
      },
    }),
  ),
  {
    name: 'volumes: a size beyond the quota is a 413 with Retry-After',
    run: async (context) => {
      const who = await context.createUser();
      const reply = await createVolume(context, who, { size: 1001 });
      expectFault(
        reply,
        413,
        /^VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota\. Requested 1001G, quota is 1000G and 0G has been consumed\.$/,
      );
      expectFields(valueAt(reply.body, 'overLimit'), { code: 413, retryAfter: '0' });
      expectHeaders(reply, { 'retry-after': '0' });
    },
  },
  {
    name: 'volumes: an eleventh volume of a project is refused',
    run: async (context) => {
      const who = await context.createUser();
      for (let i = 0; i < 10; i += 1) expectStatus(await createVolume(context, who, { size: 1 }), 202);
      const message = /^VolumeLimitExceeded: Maximum number of volumes allowed \(10\) exceeded for quota 'volumes'\.$/;
      expectFault(await createVolume(context, who, { size: 1 }), 413, message);
    },
  },
];

const life: readonly ConformanceCase[] = [
  {
    name: 'volumes: a blank volume with every field; the create response has no project, the volume has',
    run: async (context) => {
      const who = await context.createUser();
      const name = `${context.uniqueName('volume')} 卷 ünï`;
      const volume = { size: '2', name, description: 'd', volume_type: 'archive', availability_zone: 'nova' };
      const reply = expectStatus(await createVolume(context, who, { ...volume, metadata: { k: 'v' } }), 202);
      expectHeaders(reply, { 'x-openstack-request-id': /^req-/, 'openstack-api-version': 'volume 3.0' });
      const fields = { ...volume, size: 2, metadata: { k: 'v' }, user_id: who.userId, bootable: 'false' };
      expectFields(valueAt(reply.body, 'volume'), { ...fields, status: 'creating', updated_at: null });
      const id = textAt(reply.body, 'volume', 'id');
      assert.ok(!('os-vol-tenant-attr:tenant_id' in Object(valueAt(reply.body, 'volume'))));
      const shown = await context.waitUntil(
        () => context.volume(who, 'GET', `/volumes/${id}`),
        (seen) => valueAt(seen.body, 'volume', 'status') === 'available',
      );
      expectFields(valueAt(shown.body, 'volume'), { ...fields, 'os-vol-tenant-attr:tenant_id': who.projectId });
      assert.match(textAt(shown.body, 'volume', 'created_at') ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    },
  },
  {
    name: 'volumes: unknown fields are ignored, and an empty image or type is none',
    run: async (context) => {
      const who = await context.createUser();
      const volume = { size: 1, colour: 'blue', imageRef: null, name: null, volume_type: '' };
      expectFields(await createSettledVolume(context, who, volume), {
        name: null,
        volume_type: 'local',
        bootable: 'false',
      });
    },
  },
  {
    name: 'volumes: name and description can be updated',
    run: async (context) => {
      const who = await context.createUser();
      const { id } = Object(await createSettledVolume(context, who, { size: 1, name: 'before' }));
      const json = { volume: { name: 'after', description: 'new' } };
      const reply = expectStatus(await context.volume(who, 'PUT', `/volumes/${id}`, { json }), 200);
      expectFields(valueAt(reply.body, 'volume'), { name: 'after', description: 'new' });
    },
  },
  {
    name: 'volumes: DELETE is a 202, then the volume is deleting, then a 404',
    run: async (context) => {
      const who = await context.createUser();
      const { id } = Object(await createSettledVolume(context, who, { size: 1 }));
      expectStatus(await context.volume(who, 'DELETE', `/volumes/${id}`), 202);
      const gone = await context.waitUntil(
        () => context.volume(who, 'GET', `/volumes/${id}`),
        (seen) => {
          assert.ok([undefined, 'deleting'].includes(textAt(seen.body, 'volume', 'status')));
          return seen.status === 404;
        },
      );
      const message = new RegExp(`^Volume ${id} could not be found\\.$`);
      expectFault(gone, 404, message);
      expectFault(await context.volume(who, 'DELETE', `/volumes/${id}`), 404, message);
    },
  },
];

export const volumeCases: readonly ConformanceCase[] = [...refused, ...life];
