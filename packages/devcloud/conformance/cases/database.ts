import assert from 'node:assert/strict';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectFields, expectStatus, serverErrorMessage, textAt } from '../expect.ts';
import { createListFixture, fetchLetters } from '../list-fixture.ts';
import type { ConformanceCase, Database } from '../run-case.ts';
import { createVolume } from '../volumes.ts';

/** Queries with a different case of letters, and the images that they match on MySQL. */
const otherCase = [
  ['name=ALPHA', 'a'],
  ['status=ACTIVE', 'd a'],
  ['tag=T1', 'b a'],
  ['os_distro=Ubuntu', 'a'],
] as const;

const filters = (needs: Database): ConformanceCase => ({
  name: `filters: comparison of upper and lower case, on ${needs}`,
  needs,
  run: async (context) => {
    const list = await createListFixture(context);
    for (const [query, found] of otherCase) {
      assert.equal(await fetchLetters(context, list, query), needs === 'mysql' ? found : '', query);
    }
  },
});

const order = (needs: Database, wanted: readonly string[]): ConformanceCase => ({
  name: `list: sorted by names that differ in case, page by page, on ${needs}`,
  needs,
  run: async (context) => {
    const tag = context.uniqueName('tag');
    for (const name of wanted.toReversed()) await context.createImage('alice', { name, tags: [tag] });
    for (let marker = '', seen = 0; seen < wanted.length; seen += 1) {
      const page = await context.image('alice', 'GET', `/v2/images?tag=${tag}&sort=name:asc&limit=1${marker}`);
      assert.equal(textAt(page.body, 'images', 0, 'name'), wanted[seen]);
      marker = `&marker=${textAt(page.body, 'images', 0, 'id')}`;
    }
  },
});

/** Properties that MySQL cannot store beside `foo`, or does not distinguish from it. */
const properties = [
  ['70,000 characters', { x: 'x'.repeat(70_000) }],
  ['a key in another case beside it', { FOO: 'v' }],
] as const;
const longKey = ['a key of 256 characters', { ['k'.repeat(256)]: 'v' }] as const;

async function creates(context: CaseContext, needs: Database, fields: Readonly<Record<string, string>>): Promise<void> {
  const reply = await context.image('alice', 'POST', '/v2/images', { json: { foo: 'bar', ...fields } });
  if (needs === 'mysql') expectFault(reply, 500, serverErrorMessage);
  else expectFields(expectStatus(reply, 201).body, { foo: 'bar', ...fields });
}

async function patches(context: CaseContext, needs: Database, fields: Readonly<Record<string, string>>): Promise<void> {
  const { id } = await context.createImage('alice', { name: 'n', foo: 'bar' });
  const added = Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/${name}`, value }));
  const operations = jsonPatch([{ op: 'replace', path: '/name', value: 'm' }, ...added]);
  const reply = await context.image('alice', 'PATCH', `/v2/images/${id}`, operations);
  if (needs === 'mysql') expectFault(reply, 500, serverErrorMessage);
  else expectStatus(reply, 200);
  const after = needs === 'mysql' ? { name: 'n', foo: 'bar' } : { name: 'm', foo: 'bar', ...fields };
  expectFields(await context.fetchImage('alice', id), after);
}

const volume = (needs: Database): ConformanceCase => ({
  name: `volumes: an emoji in the name, on ${needs}`,
  needs,
  run: async (context) => {
    const who = await context.createUser();
    const reply = await createVolume(context, who, { size: 1, name: 'disk 😀' });
    // MySQL's utf8mb3 stores at most three bytes a character.
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
      run: (context) => creates(context, needs, fields),
    }),
  ),
  ...[...properties, longKey].map(
    ([what, fields]): ConformanceCase => ({
      name: `patch: ${what}, on ${needs}`,
      needs,
      run: (context) => patches(context, needs, fields),
    }),
  ),
  volume(needs),
];

/**
 * Behaviour that depends on the database. Most clouds use MySQL or MariaDB. The embedded cloud behaves like one on
 * SQLite, which accepts more and distinguishes more.
 */
export const databaseCases: readonly ConformanceCase[] = [
  ...both('mysql'),
  order('mysql', ['alpha', 'Beta', 'gamma', 'Zeta']),
  ...both('sqlite'),
  order('sqlite', ['Beta', 'Zeta', 'alpha', 'gamma']),
];
