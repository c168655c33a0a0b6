import { randomUUID } from 'node:crypto';
import type { Actor, CaseContext } from './case-context.ts';
import { expectList, expectStatus, textAt, valueAt } from './expect.ts';

/** Six images of alice under a tag of their own; the letters are how the cases speak of them. */
export interface ListFixture {
  readonly tag: string;
  readonly ids: Readonly<Record<string, string>>;
}

const rows: readonly [letter: string, fields: Readonly<Record<string, unknown>>, data?: string][] = [
  [
    'a',
    {
      name: 'alpha',
      disk_format: 'raw',
      container_format: 'bare',
      tags: ['t1', 't2'],
      min_disk: 1,
      os_distro: 'ubuntu',
    },
    'aaaa',
  ],
  ['b', { name: 'beta', disk_format: 'qcow2', container_format: 'bare', tags: ['t1'], min_ram: 512, protected: true }],
  ['c', { name: 'Alpha', disk_format: 'iso', container_format: 'ovf', os_hidden: true }],
  ['d', { name: 'b, c', disk_format: 'raw', container_format: 'bare', visibility: 'private' }, 'dddddddd'],
  ['e', { name: null }],
  ['f', { name: '镜像', visibility: 'community', tags: ['日本'] }],
];

/**
 * Makes them one after the other; b is protected, c hidden, d private, e without a name, f for the community. Times are
 * kept to the second and equals ordered by id, so the ids ascend as well.
 */
export async function createListFixture(world: CaseContext): Promise<ListFixture> {
  const tag = world.uniqueName('tag');
  const stem = randomUUID().slice(0, -1);
  const ids: Record<string, string> = {};
  for (const [letter, fields, data] of rows) {
    const tags = [tag, ...(Array.isArray(fields.tags) ? fields.tags : [])];
    ids[letter] = (await world.createImage('alice', { ...fields, id: `${stem}${letter}`, tags }, data)).id;
  }
  return { tag, ids };
}

/** The letters found, in order. */
export async function fetchLetters(
  world: CaseContext,
  list: ListFixture,
  query: string,
  who: Actor = 'alice',
): Promise<string> {
  const reply = await world.image(who, 'GET', `/v2/images?tag=${list.tag}&${query}`);
  return lettersIn(list, expectStatus(reply, 200).body).join(' ');
}

/** The same in pages of `limit`, each begun at the marker of the one before. */
export async function fetchLettersByPage(
  world: CaseContext,
  list: ListFixture,
  query: string,
  limit: number,
): Promise<string> {
  const found: string[] = [];
  for (let marker = ''; ; ) {
    const path = `/v2/images?tag=${list.tag}&${query}&limit=${limit}${marker && `&marker=${marker}`}`;
    const { body } = expectStatus(await world.image('alice', 'GET', path), 200);
    found.push(...lettersIn(list, body));
    const last = expectList(valueAt(body, 'images')).at(-1);
    if (last === undefined || expectList(valueAt(body, 'images')).length < limit) return found.join(' ');
    marker = textAt(last, 'id') ?? '';
  }
}

function lettersIn({ ids }: ListFixture, body: unknown): string[] {
  const letters = new Map(Object.entries(ids).map(([letter, id]) => [id, letter]));
  return expectList(valueAt(body, 'images')).map((image) => letters.get(textAt(image, 'id') ?? '') ?? '?');
}
