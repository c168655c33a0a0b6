import assert from 'node:assert/strict';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus, serverErrorMessage, textAt } from '../expect.ts';
import { createListFixture, fetchLetters } from '../list-fixture.ts';
import type { ConformanceCase, Database } from '../run-case.ts';
import { createVolume } from '../volumes.ts';

/** Queries in which only the case of a letter is not as it was given, and the images that come out all the same on MySQL. */
const otherCase = [
  ['name=ALPHA', 'a'],
  ['status=ACTIVE', 'd a'],
  ['tag=T1', 'b a'],
  ['os_distro=Ubuntu', 'a'],
] as const;

const filters = (needs: Database): ConformanceCase => ({
  name: `filters: the case of letters, on ${needs}`,
  needs,
  run: async (world) => {
    const list = await createListFixture(world);
    for (const [query, found] of otherCase) {
      assert.equal(await fetchLetters(world, list, query), needs === 'mysql' ? found : '', query);
    }
  },
});

const order = (needs: Database, wanted: readonly string[]): ConformanceCase => ({
  name: `list: by names of either case, page by page, on ${needs}`,
  needs,
  run: async (world) => {
    const tag = world.uniqueName('tag');
    for (const name of wanted.toReversed()) await world.createImage('alice', { name, tags: [tag] });
    for (let marker = '', seen = 0; seen < wanted.length; seen += 1) {
      const page = await world.image('alice', 'GET', `/v2/images?tag=${tag}&sort=name:asc&limit=1${marker}`);
      assert.equal(textAt(page.body, 'images', 0, 'name'), wanted[seen]);
      marker = `&marker=${textAt(page.body, 'images', 0, 'id')}`;
    }
  },
});

/** Properties beside `foo` that MySQL has no room for, or does not tell from it. */
const properties = [
  ['70,000 characters', { x: 'x'.repeat(70_000) }],
  ['a key in another case beside it', { FOO: 'v' }],
] as const;
const longKey = ['a key of 256 characters', { ['k'.repeat(256)]: 'v' }] as const;

async function creates(world: CaseContext, needs: Database, fields: Readonly<Record<string, string>>): Promise<void> {
  const reply = await world.image('alice', 'POST', '/v2/images', { json: { foo: 'bar', ...fields } });
  if (needs === 'mysql') expectFault(reply, 500, serverErrorMessage);
  else expectFields(expectStatus(reply, 201).body, { foo: 'bar', ...fields });
}

async function patches(world: CaseContext, needs: Database, fields: Readonly<Record<string, string>>): Promise<void> {
  const { id } = await world.createImage('alice', { name: 'n', foo: 'bar' });
  const added = Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/${name}`, value }));
  const operations = jsonPatch([{ op: 'replace', path: '/name', value: 'm' }, ...added]);
  const reply = await world.image('alice', 'PATCH', `/v2/images/${id}`, operations);
  if (needs === 'mysql') expectFault(reply, 500, serverErrorMessage);
  else expectStatus(reply, 200);
  const after = needs === 'mysql' ? { name: 'n', foo: 'bar' } : { name: 'm', foo: 'bar', ...fields };
  expectFields(await world.fetchImage('alice', id), after);
}

const volume = (needs: Database): ConformanceCase => ({
  name: `volumes: an emoji in the name, on ${needs}`,
  needs,
  run: async (world) => {
    const who = await world.createUser();
    const reply = await createVolume(world, who, { size: 1, name: 'disk 😀' });
    // Three bytes a character are all that MySQL's utf8mb3 has.
    if (needs === 'mysql') expectFault(reply, 500, serverErrorMessage);
    else expectStatus(reply, 202);
  },
});

const both = (needs: Database): readonly ConformanceCase[] => [
  filters(needs),
  ...properties.map(
    ([what, fields]): ConformanceCase => ({
      name: `create: ${what}, on ${needs}`,
      needs,
      run: (world) => creates(world, needs, fields),
    }),
  ),
  ...[...properties, longKey].map(
    ([what, fields]): ConformanceCase => ({
      name: `patch: ${what}, on ${needs}`,
      needs,
      run: (world) => patches(world, needs, fields),
    }),
  ),
  volume(needs),
];

/**
 * What depends on where the services keep their state: most clouds have MySQL or MariaDB, the embedded cloud answers as
 * one on SQLite does, which takes more and looks closer.
 */
export const databaseCases: readonly ConformanceCase[] = [
  ...both('mysql'),
  order('mysql', ['alpha', 'Beta', 'gamma', 'Zeta']),
  ...both('sqlite'),
  order('sqlite', ['Beta', 'Zeta', 'alpha', 'gamma']),
];
