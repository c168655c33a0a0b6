import assert from 'node:assert/strict';
import { jsonPatch } from '../case-context.ts';
import { expectFault, expectList, expectStatus, valueAt } from '../expect.ts';
import { createListFixture, fetchLetters } from '../list-fixture.ts';
import type { ConformanceCase } from '../run-case.ts';

/** By subject: queries, and which of the six images they return, newest first. */
const answered: Readonly<Record<string, readonly (readonly [query: string, found: string])[]>> = {
  'name exactly': [
    ['name=alpha', 'a'],
    ['name=alp', ''],
    ['name=b,%20c', 'd'],
    ['name=%E9%95%9C%E5%83%8F', 'f'],
    ['name=eq:alpha', 'a'],
    ['name=alpha&name=beta', 'b'],
  ],
  'name in a list': [
    ['name=in:alpha,beta', 'b a'],
    ['name=in:alpha,%22b,%20c%22', 'd a'],
    ['name=in:alpha', 'a'],
    ['name=in:%E9%95%9C%E5%83%8F,alpha', 'f a'],
  ],
  status: [
    ['status=active', 'd a'],
    ['status=queued', 'f e b'],
    ['status=in:queued,active', 'f e d b a'],
    ['status=in:queued,deactivated', 'f e b'],
    ['status=bogus', ''],
  ],
  formats: [
    ['disk_format=raw', 'd a'],
    ['disk_format=in:raw,qcow2', 'd b a'],
    ['disk_format=bogus', ''],
    ['container_format=bare', 'd b a'],
    ['container_format=in:bare,ovf', 'd b a'],
  ],
  visibility: [
    ['visibility=public', ''],
    ['visibility=private', 'd'],
    ['visibility=shared', 'e b a'],
    ['visibility=community', 'f'],
    ['visibility=all', 'f e d b a'],
    ['visibility=', ''],
  ],
  tags: [
    ['tag=t1', 'b a'],
    ['tag=t1&tag=t2', 'a'],
    ['tag=t1&tag=nope', ''],
    ['tag=in:t1,t2', ''],
    ['tag=%E6%97%A5%E6%9C%AC', 'f'],
  ],
  sizes: [
    ['size_min=4', 'd a'],
    ['size_min=5', 'd'],
    ['size_max=4', 'a'],
    ['size_min=4&size_max=8', 'd a'],
    ['size=4', 'a'],
    ['size=gt:3', ''],
    ['min_disk=1', 'a'],
    ['min_ram=512', 'b'],
  ],
  dates: [
    ['created_at=gt:2020-01-01T00:00:00Z', 'f e d b a'],
    ['created_at=gte:2020-01-01T00:00:00Z', 'f e d b a'],
    ['created_at=lt:2020-01-01T00:00:00Z', ''],
    ['created_at=lte:2099-01-01T00:00:00Z', 'f e d b a'],
    ['created_at=eq:2020-01-01T00:00:00Z', ''],
    ['created_at=neq:2020-01-01T00:00:00Z', 'f e d b a'],
    ['created_at=gt:2020-01-01', 'f e d b a'],
    ['created_at=2026', ''],
    ['updated_at=gt:2020-01-01T00:00:00Z', 'f e d b a'],
  ],
  'hidden and protected': [
    ['os_hidden=true', 'c'],
    ['os_hidden=false', 'f e d b a'],
    ['os_hidden=True', 'c'],
    ['protected=true', 'b'],
    ['protected=false', 'f e d a'],
  ],
  properties: [
    ['os_distro=ubuntu', 'a'],
    ['os_distro=in:ubuntu,debian', ''],
    ['unknown=x', ''],
    ['stores=slow', ''],
  ],
  'a parameter twice': [
    ['limit=2&limit=3', ''],
    ['sort=name:asc&sort=size:asc', ''],
  ],
  'several at once': [
    ['tag=t1&name=alpha&disk_format=raw&status=active', 'a'],
    ['tag=t1&name=beta&status=active', ''],
  ],
};

const refused: readonly [query: string, message: RegExp][] = [
  ['name=neq:x', /^Unable to filter by unknown operator 'neq'\.$/],
  ['name=x:y', /^Unable to filter by unknown operator 'x'\.$/],
  ['name=in:%22alpha', /^Invalid filter value "alpha\. The quote is not closed\.$/],
  ['name=in:%22alpha%22beta', /^Invalid filter value "alpha"beta\. There is no comma after closing quotation mark\.$/],
  ['name=in:a%22b%22', /^Invalid filter value a"b"\. There is no comma before opening quotation mark\.$/],
  ['visibility=bogus', /^Invalid visibility value: bogus$/],
  ['visibility=in:private,shared', /^Invalid visibility value: in:private,shared$/],
  ['member_status=bogus', /^Invalid status: bogus$/],
  ['size_min=abc', /^Unable to filter on a range with a non-numeric value\.$/],
  ['created_at=gt:yesterday', /^Bad "created_at" query filter format\. Use ISO 8601 DateTime notation\.$/],
  ['updated_at=nope', /^Bad "updated_at" query filter format\./],
  ['created_at=in:2020-01-01T00:00:00Z', /^Unable to filter on a unknown operator\.$/],
  ['os_hidden=maybe', /^Invalid value 'maybe' for 'os_hidden' filter\. Valid values are 'true' or 'false'\.$/],
  ['protected=maybe', /^Invalid value 'maybe' for 'protected' filter\./],
  ['changes-since=2020-01-01', /^The "changes-since" filter is no longer available on v2\.$/],
];

const visibilityCases: readonly ConformanceCase[] = [
  {
    name: 'filters: visibility of the images of another project',
    run: async (context) => {
      const list = await createListFixture(context);
      for (const who of ['dave', 'bob'] as const) {
        assert.equal(await fetchLetters(context, list, '', who), '', `${who} unasked`);
        assert.equal(await fetchLetters(context, list, 'visibility=community', who), 'f', who);
        assert.equal(await fetchLetters(context, list, 'visibility=all', who), 'f', who);
        assert.equal(await fetchLetters(context, list, 'visibility=shared', who), '', who);
      }
      assert.equal(await fetchLetters(context, list, '', 'admin'), 'e d b a');
      assert.equal(await fetchLetters(context, list, 'visibility=all', 'admin'), 'f e d b a');
      assert.equal(await fetchLetters(context, list, 'os_hidden=true', 'admin'), 'c');
    },
  },
  {
    name: 'filters: images shared with the caller, by member status',
    run: async (context) => {
      const list = await createListFixture(context);
      const members = `/v2/images/${list.ids.a}/members`;
      const dave = context.projectId('dave');
      const seen = async (status: string) =>
        fetchLetters(context, list, `visibility=shared&member_status=${status}`, 'dave');
      expectStatus(await context.image('alice', 'POST', members, { json: { member: dave } }), 200);
      assert.deepEqual([await seen('pending'), await seen('accepted'), await seen('all')], ['a', '', 'a']);
      for (const status of ['accepted', 'rejected']) {
        expectStatus(await context.image('dave', 'PUT', `${members}/${dave}`, { json: { status } }), 200);
        assert.deepEqual([await seen(status), await seen('pending'), await seen('all')], ['a', '', 'a']);
      }
      assert.equal(await fetchLetters(context, list, '', 'dave'), '', 'rejected');
    },
  },
  {
    name: 'filters: by owner and by checksum',
    run: async (context) => {
      const list = await createListFixture(context);
      assert.equal(await fetchLetters(context, list, `owner=${context.projectId('alice')}`), 'f e d b a');
      assert.equal(await fetchLetters(context, list, `owner=${context.projectId('dave')}`), '');
      const { checksum, os_hash_value } = await context.fetchImage('alice', list.ids.a ?? '');
      assert.equal(await fetchLetters(context, list, `checksum=${checksum}`), 'a');
      assert.equal(await fetchLetters(context, list, `os_hash_value=${os_hash_value}`), 'a');
      assert.equal(await fetchLetters(context, list, `id=in:${list.ids.a},${list.ids.b}`), 'b a');
    },
  },
  {
    name: 'filters: an updated image moves to the end of updated_at',
    run: async (context) => {
      const list = await createListFixture(context);
      // Glance stores times to the second.
      const later = async () => {
        const body = jsonPatch([{ op: 'replace', path: '/min_ram', value: 7 }]);
        await context.image('alice', 'PATCH', `/v2/images/${list.ids.a}`, body);
        return context.image('alice', 'GET', `/v2/images?tag=${list.tag}&sort=updated_at:asc`);
      };
      await context.waitUntil(
        later,
        ({ body }) => valueAt(expectList(valueAt(body, 'images')).at(-1), 'id') === list.ids.a,
      );
    },
  },
];

/** GET /v2/images: filters, and images that are not listed by default. */
export const listFilterCases: readonly ConformanceCase[] = [
  ...Object.entries(answered).map(
    ([subject, rows]): ConformanceCase => ({
      name: `filters: ${subject}`,
      run: async (context) => {
        const list = await createListFixture(context);
        for (const [query, found] of rows) assert.equal(await fetchLetters(context, list, query), found, query);
      },
    }),
  ),
  ...refused.map(
    ([query, message]): ConformanceCase => ({
      name: `filters: ${query} is a 400`,
      run: async (context) => {
        expectFault(await context.image('alice', 'GET', `/v2/images?${query}`), 400, message);
      },
    }),
  ),
  ...visibilityCases,
];
