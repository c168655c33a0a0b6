import assert from 'node:assert/strict';
import { expectFault, expectFields, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import { createListFixture, fetchLetters, fetchLettersByPage } from '../list-fixture.ts';
import type { ConformanceCase } from '../run-case.ts';

/** Order of the five images of `createListFixture` by sort key, ascending. Images with equal keys come newest last. */
const ascending: Readonly<Record<string, string>> = {
  name: 'e a d b f',
  status: 'a d b e f',
  container_format: 'e f a b d',
  disk_format: 'e f b a d',
  size: 'b e f a d',
  created_at: 'a b d e f',
};

/**
 * After a marker without a size Glance compares sizes with empty text. SQLite then returns nothing or everything and
 * MySQL the sizes beyond 0, so the cases page through by other keys only.
 */
const mayBeWalked = (query: string): boolean => !query.includes('size');

const reversed = (order: string): string => order.split(' ').toReversed().join(' ');

const byKey: readonly ConformanceCase[] = Object.entries(ascending).map(([key, order]) => ({
  name: `list: sorted by ${key} in both directions, with both parameter styles, page by page`,
  run: async (context) => {
    const list = await createListFixture(context);
    for (const [direction, wanted] of [
      ['asc', order],
      ['desc', reversed(order)],
    ] as const) {
      for (const query of [`sort=${key}:${direction}`, `sort_key=${key}&sort_dir=${direction}`]) {
        assert.equal(await fetchLetters(context, list, query), wanted, query);
        for (const limit of mayBeWalked(query) ? [1, 3] : [])
          assert.equal(await fetchLettersByPage(context, list, query, limit), wanted, `${query} by ${limit}`);
      }
    }
    assert.equal(await fetchLetters(context, list, `sort=${key}`), reversed(order), 'downwards where nothing is said');
  },
}));

const combined: readonly [query: string, order: string][] = [
  ['', 'f e d b a'],
  ['sort=id:asc', 'BY_ID'],
  ['sort=disk_format:asc,name:desc', 'f e b d a'],
  ['sort=disk_format,name', 'd a b f e'],
  ['sort=disk_format:desc,size:asc,name:asc', 'a d b e f'],
  ['sort_key=disk_format&sort_key=name&sort_dir=asc&sort_dir=desc', 'f e b d a'],
  ['sort_key=disk_format&sort_key=name&sort_dir=asc', 'e f b a d'],
  ['sort_dir=asc', 'a b d e f'],
];

const refused: readonly [query: string, message: RegExp][] = [
  ['sort=nope:asc', /^Invalid sort key: nope\. It must be one of the following: name, status, /],
  ['sort_key=nope', /^Invalid sort key: nope\. It must be one of the following: /],
  ['sort=owner:asc', /^Invalid sort key: owner\./],
  ['sort=NAME:asc', /^Invalid sort key: NAME\./],
  ['sort=name:sideways', /^Invalid sort direction: sideways/],
  ['sort_dir=up', /^Invalid sort direction: up/],
  ['sort=name:asc&sort_key=id', /^Old and new sorting syntax cannot be combined$/],
  ['sort=name:asc&sort_dir=asc', /^Old and new sorting syntax cannot be combined$/],
  ['sort_key=name&sort_dir=asc&sort_dir=desc', /^Number of sort dirs does not match the number of sort keys$/],
  ['limit=-1', /^limit param must be positive$/],
  ['limit=abc', /^limit param must be an integer$/],
  ['limit=1.5', /^limit param must be an integer$/],
  ['limit=', /^limit param must be an integer$/],
  ['marker=nope', /^No image found with ID nope$/],
  ['marker=11111111-1111-1111-1111-111111111111', /^No image found with ID 11111111-/],
];

const paging: readonly ConformanceCase[] = [
  {
    name: 'list: a page has images, first, next and schema',
    run: async (context) => {
      const { tag } = await createListFixture(context);
      const first = `/v2/images?tag=${tag}&limit=2`;
      const page = expectStatus(await context.image('alice', 'GET', first), 200).body;
      const marker = textAt(page, 'images', 1, 'id');
      expectFields(page, { first, next: `${first}&marker=${marker}`, schema: '/v2/schemas/images' });
      const whole = await context.image('alice', 'GET', `/v2/images?tag=${tag}`);
      assert.deepEqual(Object.keys(whole.body ?? {}).toSorted(), ['first', 'images', 'schema']);
    },
  },
  {
    name: 'list: a full last page links to a next one, which is empty',
    run: async (context) => {
      const { tag } = await createListFixture(context);
      const page = (await context.image('alice', 'GET', `/v2/images?tag=${tag}&limit=5`)).body;
      const last = expectStatus(await context.image('alice', 'GET', textAt(page, 'next') ?? ''), 200).body;
      assert.deepEqual(valueAt(last, 'images'), []);
      assert.equal(valueAt(last, 'next'), undefined);
    },
  },
  {
    name: 'list: of two tags, first and next keep only the last',
    run: async (context) => {
      const { tag } = await createListFixture(context);
      const page = (await context.image('alice', 'GET', `/v2/images?tag=${tag}&tag=t1&limit=1`)).body;
      assert.match(textAt(page, 'next') ?? '', /^\/v2\/images\?tag=t1&limit=1&marker=[0-9a-f-]{36}$/);
    },
  },
  {
    name: 'list: limit 0 is an empty page, and a limit beyond 1000 is reduced',
    run: async (context) => {
      const list = await createListFixture(context);
      assert.equal(await fetchLetters(context, list, 'limit=0'), '');
      assert.equal(await fetchLetters(context, list, 'limit=5000'), 'f e d b a');
    },
  },
  {
    name: 'list: the default limit is 25',
    run: async (context) => {
      const tag = context.uniqueName('tag');
      for (let i = 0; i < 26; i += 1) await context.createImage('alice', { tags: [tag] });
      const page = (await context.image('alice', 'GET', `/v2/images?tag=${tag}`)).body;
      assert.equal(expectList(valueAt(page, 'images')).length, 25);
    },
  },
  {
    name: 'list: the marker of a deleted image is a 400',
    run: async (context) => {
      const { ids } = await createListFixture(context);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${ids.e}`), 204);
      const reply = await context.image('alice', 'GET', `/v2/images?marker=${ids.e}`);
      expectFault(reply, 400, /^No image found with ID [0-9a-f-]{36}$/);
    },
  },
  {
    name: 'list: the marker of an invisible image is a 403',
    run: async (context) => {
      const { ids } = await createListFixture(context);
      const reply = await context.image('dave', 'GET', `/v2/images?marker=${ids.d}`);
      expectFault(reply, 403, /^Forbidding request, image [0-9a-f-]{36} not visible$/);
      expectStatus(await context.image('admin', 'GET', `/v2/images?marker=${ids.d}`), 200);
    },
  },
];

/** GET /v2/images: sorting and paging. */
export const listOrderCases: readonly ConformanceCase[] = [
  ...byKey,
  {
    name: 'list: sorted by several keys, and without one',
    run: async (context) => {
      const list = await createListFixture(context);
      const ids = Object.entries(list.ids).filter(([letter]) => letter !== 'c');
      const byId = ids.toSorted(([, a], [, b]) => (a < b ? -1 : 1)).map(([letter]) => letter);
      for (const [query, order] of combined) {
        const wanted = order === 'BY_ID' ? byId.join(' ') : order;
        assert.equal(await fetchLetters(context, list, query), wanted, query);
        if (mayBeWalked(query))
          assert.equal(await fetchLettersByPage(context, list, query, 2), wanted, `${query} by 2`);
      }
    },
  },
  ...refused.map(
    ([query, message]): ConformanceCase => ({
      name: `list: ${query} is a 400`,
      run: async (context) => {
        expectFault(await context.image('alice', 'GET', `/v2/images?${query}`), 400, message);
      },
    }),
  ),
  ...paging,
];
