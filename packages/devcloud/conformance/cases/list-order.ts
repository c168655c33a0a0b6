import assert from 'node:assert/strict';
import { expectFault, expectFields, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import { createListFixture, fetchLetters, fetchLettersByPage } from '../list-fixture.ts';
import type { ConformanceCase } from '../run-case.ts';

/** What the five images of `fillList` come out as, by key, the smallest first; equals stand newest last. */
const ascending: Readonly<Record<string, string>> = {
  name: 'e a d b f',
  status: 'a d b e f',
  container_format: 'e f a b d',
  disk_format: 'e f b a d',
  size: 'b e f a d',
  created_at: 'a b d e f',
};

/**
 * Behind an image without a size Glance looks for sizes beyond the empty text; what those are is the database's own affair
 * (nothing or everything on SQLite, those beyond 0 on MySQL), so the cases walk by other keys only.
 */
const mayBeWalked = (query: string): boolean => !query.includes('size');

const reversed = (order: string): string => order.split(' ').toReversed().join(' ');

const byKey: readonly ConformanceCase[] = Object.entries(ascending).map(([key, order]) => ({
  name: `list: sorted by ${key}, both ways, in both ways of asking, page by page`,
  run: async (world) => {
    const list = await createListFixture(world);
    for (const [direction, wanted] of [
      ['asc', order],
      ['desc', reversed(order)],
    ] as const) {
      for (const query of [`sort=${key}:${direction}`, `sort_key=${key}&sort_dir=${direction}`]) {
        assert.equal(await fetchLetters(world, list, query), wanted, query);
        for (const limit of mayBeWalked(query) ? [1, 3] : [])
          assert.equal(await fetchLettersByPage(world, list, query, limit), wanted, `${query} by ${limit}`);
      }
    }
    assert.equal(await fetchLetters(world, list, `sort=${key}`), reversed(order), 'downwards where nothing is said');
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

const refused: readonly [query: string, words: RegExp][] = [
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
    name: 'list: the shape of a page',
    run: async (world) => {
      const { tag } = await createListFixture(world);
      const first = `/v2/images?tag=${tag}&limit=2`;
      const page = expectStatus(await world.image('alice', 'GET', first), 200).body;
      const marker = textAt(page, 'images', 1, 'id');
      expectFields(page, { first, next: `${first}&marker=${marker}`, schema: '/v2/schemas/images' });
      const whole = await world.image('alice', 'GET', `/v2/images?tag=${tag}`);
      assert.deepEqual(Object.keys(whole.body ?? {}).toSorted(), ['first', 'images', 'schema']);
    },
  },
  {
    name: 'list: a full last page names a next one, which is empty',
    run: async (world) => {
      const { tag } = await createListFixture(world);
      const page = (await world.image('alice', 'GET', `/v2/images?tag=${tag}&limit=5`)).body;
      const last = expectStatus(await world.image('alice', 'GET', textAt(page, 'next') ?? ''), 200).body;
      assert.deepEqual(valueAt(last, 'images'), []);
      assert.equal(valueAt(last, 'next'), undefined);
    },
  },
  {
    name: 'list: of two tags, first and next keep only the last',
    run: async (world) => {
      const { tag } = await createListFixture(world);
      const page = (await world.image('alice', 'GET', `/v2/images?tag=${tag}&tag=t1&limit=1`)).body;
      assert.match(textAt(page, 'next') ?? '', /^\/v2\/images\?tag=t1&limit=1&marker=[0-9a-f-]{36}$/);
    },
  },
  {
    name: 'list: limit 0 is an empty page, beyond 1000 is cut',
    run: async (world) => {
      const list = await createListFixture(world);
      assert.equal(await fetchLetters(world, list, 'limit=0'), '');
      assert.equal(await fetchLetters(world, list, 'limit=5000'), 'f e d b a');
    },
  },
  {
    name: 'list: 25 images where no limit is given',
    run: async (world) => {
      const tag = world.uniqueName('tag');
      for (let i = 0; i < 26; i += 1) await world.createImage('alice', { tags: [tag] });
      const page = (await world.image('alice', 'GET', `/v2/images?tag=${tag}`)).body;
      assert.equal(expectList(valueAt(page, 'images')).length, 25);
    },
  },
  {
    name: 'list: a marker deleted since is a 400',
    run: async (world) => {
      const { ids } = await createListFixture(world);
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${ids.e}`), 204);
      const reply = await world.image('alice', 'GET', `/v2/images?marker=${ids.e}`);
      expectFault(reply, 400, /^No image found with ID [0-9a-f-]{36}$/);
    },
  },
  {
    name: 'list: a marker that one may not see is a 403',
    run: async (world) => {
      const { ids } = await createListFixture(world);
      const reply = await world.image('dave', 'GET', `/v2/images?marker=${ids.d}`);
      expectFault(reply, 403, /^Forbidding request, image [0-9a-f-]{36} not visible$/);
      expectStatus(await world.image('admin', 'GET', `/v2/images?marker=${ids.d}`), 200);
    },
  },
];

/** The order of the list, and its pages. */
export const listOrderCases: readonly ConformanceCase[] = [
  ...byKey,
  {
    name: 'list: by several keys, and by none',
    run: async (world) => {
      const list = await createListFixture(world);
      const ids = Object.entries(list.ids).filter(([letter]) => letter !== 'c');
      const byId = ids.toSorted(([, a], [, b]) => (a < b ? -1 : 1)).map(([letter]) => letter);
      for (const [query, order] of combined) {
        const wanted = order === 'BY_ID' ? byId.join(' ') : order;
        assert.equal(await fetchLetters(world, list, query), wanted, query);
        if (mayBeWalked(query)) assert.equal(await fetchLettersByPage(world, list, query, 2), wanted, `${query} by 2`);
      }
    },
  },
  ...refused.map(
    ([query, words]): ConformanceCase => ({
      name: `list: ${query} is a 400`,
      run: async (world) => {
        expectFault(await world.image('alice', 'GET', `/v2/images?${query}`), 400, words);
      },
    }),
  ),
  ...paging,
];
