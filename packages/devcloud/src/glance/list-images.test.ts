import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, idsOf, listOf, startCloud, type User } from './test-cloud.ts';

describe('GET /v2/images', () => {
  let cloud: Cloud;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    cloud = await startCloud();
    const make = async (user: User, name: string, fields: Record<string, unknown> = {}) => {
      ids[name] = (await cloud.image(user, { name, visibility: 'private', ...fields })).id;
    };
    await make('alice', 'golden', { os_distro: 'ubuntu', tags: ['a', 'b'], min_disk: 5, disk_format: 'raw' });
    await make('alice', 'Golden', { os_distro: 'centos', tags: ['a'], disk_format: 'qcow2' });
    await make('alice', 'b, c', { protected: true });
    await make('alice', 'hidden', { os_hidden: true });
    await make('olga', 'secret');
    await make('olga', 'village', { visibility: 'community' });
    await make('admin', 'open', { visibility: 'public' });
    await make('olga', 'lent', { visibility: 'shared' });
    await make('olga', 'offered', { visibility: 'shared' });
    for (const name of ['lent', 'offered']) {
      await cloud.send('olga', 'POST', `/v2/images/${ids[name]}/members`, { member: 'p-dev' });
    }
    await cloud.send('alice', 'PUT', `/v2/images/${ids.lent}/members/p-dev`, { status: 'accepted' });
    const data = (await cloud.active('olga', new Uint8Array(4096), { name: 'data', visibility: 'private' })).id;
    ids.data = data;
  });
  afterAll(() => cloud.close());

  const list = (query: string, user: User = 'alice') => cloud.send(user, 'GET', `/v2/images?${query}`);
  const names = async (query: string, user: User = 'alice') =>
    listOf((await list(query, user)).body.images).map((image) => image.name);

  it('lists own, public and accepted images, newest first', async () => {
    expect(await names('')).toEqual(['lent', 'open', 'b, c', 'Golden', 'golden']);
    expect(await names('', 'admin')).toContain('secret');
    expect(await names('', 'admin')).not.toContain('village');
  });

  it.each<[string, readonly string[]]>([
    ['name=golden', ['golden']],
    ['name=gold', []],
    ['name=in:golden,"b, c"', ['b, c', 'golden']],
    ['disk_format=in:raw,iso', ['golden']],
    ['status=bogus', []],
    ['status=in:queued,deactivated&protected=true', ['b, c']],
    ['visibility=public', ['open']],
    ['visibility=community', ['village']],
    ['visibility=shared', ['lent']],
    ['visibility=shared&member_status=pending', ['offered']],
    ['visibility=shared&member_status=all', ['offered', 'lent']],
    ['visibility=all', ['lent', 'open', 'village', 'b, c', 'Golden', 'golden']],
    ['tag=a', ['Golden', 'golden']],
    ['tag=a&tag=b', ['golden']],
    ['tag=in:a,b', []],
    ['os_distro=ubuntu', ['golden']],
    ['os_distro=in:ubuntu,centos', []],
    ['nobody_knows=this', []],
    ['stores=slow', []],
    ['size=gt:3', []],
    ['created_at=2026', []],
    ['os_hidden=true', ['hidden']],
    ['min_disk=5', ['golden']],
    ['created_at=gt:2999-01-01T00:00:00Z', []],
    ['created_at=lt:2999-01-01T00:00:00Z&name=open', ['open']],
    ['sort=name:asc', ['Golden', 'b, c', 'golden', 'lent', 'open']],
    ['sort=name', ['open', 'lent', 'golden', 'b, c', 'Golden']],
    ['sort=disk_format:desc,name:asc', ['golden', 'Golden', 'b, c', 'lent', 'open']],
    ['sort_key=name&sort_dir=asc', ['Golden', 'b, c', 'golden', 'lent', 'open']],
    ['limit=0', []],
  ])('%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('compares sizes', async () => {
    expect(await names('size_min=4096&size_max=4096', 'admin')).toEqual(['data']);
    expect(await names('size_min=4097', 'admin')).toEqual([]);
  });

  it.each([
    ['limit=-1', 'limit param must be positive'],
    ['limit=abc', 'limit param must be an integer'],
    ['marker=00000000-0000-0000-0000-000000000000', 'No image found with ID'],
    ['sort=name:asc&sort_key=id', 'Old and new sorting syntax cannot be combined'],
    ['sort=os_distro', 'Invalid sort key: os_distro'],
    ['sort=name:up', 'Invalid sort direction: up'],
    ['name=neq:x', "Unable to filter by unknown operator 'neq'."],
    ['name=in:"a', 'The quote is not closed.'],
    ['visibility=bogus', 'Invalid visibility value: bogus'],
    ['visibility=in:public', 'Invalid visibility value'],
    ['member_status=bogus', 'Invalid status: bogus'],
    ['size_min=abc', 'Unable to filter on a range with a non-numeric value.'],
    ['created_at=gt:yesterday', 'Use ISO 8601 DateTime notation.'],
    ['os_hidden=maybe', "Invalid value 'maybe' for 'os_hidden' filter."],
    ['protected=maybe', "Invalid value 'maybe' for 'protected' filter."],
    ['changes-since=2026-01-01', 'no longer available'],
  ])('refuses %s with 400', async (query, message) => {
    const answer = await list(query);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
  });

  it.each(['', 'sort=name:asc', 'sort=disk_format:desc,name:asc', 'sort=size:asc'])(
    'returns every image once over all pages (%s)',
    async (query) => {
      const seen: string[] = [];
      for (let next: unknown = `/v2/images?limit=2&${query}`; typeof next === 'string'; ) {
        const page = await cloud.send('alice', 'GET', next);
        seen.push(...idsOf(page));
        next = page.body.next;
      }
      expect(seen).toEqual(idsOf(await list(`limit=100&${query}`)));
    },
  );

  it('has links to the first and next page, which keep only the last of two tags', async () => {
    const { body } = await list('limit=1&tag=b&tag=a');
    expect(body.first).toBe('/v2/images?limit=1&tag=a');
    expect(body.next).toBe(`/v2/images?limit=1&tag=a&marker=${ids.golden}`);
    expect((await list('limit=100')).body.next).toBeUndefined();
  });

  it('answers 403 for the marker of an image that the caller cannot see', async () => {
    expect((await list(`marker=${ids.secret}`)).status).toBe(403);
  });

  it('limits a page to 1000 and defaults to 25', async () => {
    const own = await startCloud();
    own.service.importSeed(
      Array.from({ length: 1100 }, (_, i) => ({
        id: `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`,
        name: `image ${i}`,
        status: 'active' as const,
        visibility: 'public' as const,
        owner: 'p-dev',
        diskFormat: 'qcow2',
        containerFormat: 'bare',
        size: 1,
        virtualSize: null,
        minDisk: 0,
        minRam: 0,
        checksum: null,
        sha512: null,
        isProtected: false,
        isHidden: false,
        tags: [],
        properties: {},
        stores: ['fast'],
        createdAt: 1_700_000_000_000 + i,
        updatedAt: 1_700_000_000_000 + i,
        members: [],
        tasks: [],
        content: { kind: 'hollow' as const },
      })),
    );
    expect(own.service.imageCount()).toBe(1100);
    expect(idsOf(await own.send('bob', 'GET', '/v2/images?limit=5000'))).toHaveLength(1000);
    expect(idsOf(await own.send('bob', 'GET', '/v2/images'))).toHaveLength(25);
    await own.close();
  });
});
