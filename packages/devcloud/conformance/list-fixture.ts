import { randomUUID } from 'node:crypto';
import type { Actor, CaseContext } from './case-context.ts';
import { expectList, expectStatus, textAt, valueAt } from './expect.ts';

/** Six images of alice with a tag of their own. Cases refer to them by letter. */
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
 * Creates the images one after the other: b is protected, c hidden, d private, e unnamed, f community. Glance stores
 * times to the second and orders equal times by id, so the ids ascend as well.
 */
export async function createListFixture(context: CaseContext): Promise<ListFixture> {
  const tag = context.uniqueName('tag');
  const stem = randomUUID().slice(0, -1);
  const ids: Record<string, string> = {};
  for (const [letter, fields, data] of rows) {
    const tags = [tag, ...(Array.isArray(fields.tags) ? fields.tags : [])];
    ids[letter] = (await context.createImage('alice', { ...fields, id: `${stem}${letter}`, tags }, data)).id;
  }
  return { tag, ids };
}

/** Returns the letters of the listed images, in order. */
export async function fetchLetters(
  context: CaseContext,
  list: ListFixture,
  query: string,
  who: Actor = 'alice',
): Promise<string> {
  const reply = await context.image(who, 'GET', `/v2/images?tag=${list.tag}&${query}`);
  return lettersIn(list, expectStatus(reply, 200).body).join(' ');
}

/** Like `fetchLetters`, in pages of `limit` that each start at the last marker. */
export async function fetchLettersByPage(
  context: CaseContext,
  list: ListFixture,
  query: string,
  limit: number,
): Promise<string> {
  const found: string[] = [];
  for (let marker = ''; ; ) {
    const path = `/v2/images?tag=${list.tag}&${query}&limit=${limit}${marker && `&marker=${marker}`}`;
    const { body } = expectStatus(await context.image('alice', 'GET', path), 200);
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
