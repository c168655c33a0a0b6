import assert from 'node:assert/strict';
import type { Actor, CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import { createSettledVolume, createVolume } from '../volumes.ts';

const idsOf = async (world: CaseContext, who: Actor, path: string): Promise<unknown[]> => {
  const { body } = expectStatus(await world.volume(who, 'GET', path), 200);
  return expectList(valueAt(body, 'volumes')).map((volume) => valueAt(volume, 'id'));
};

/** A project with volumes of these names, the first made first; times are kept to the second, so one in each. */
async function projectWith(world: CaseContext, ...names: readonly string[]) {
  const who = await world.createUser();
  const ids: unknown[] = [];
  for (const name of names) {
    const made = await createSettledVolume(world, who, { size: 1, name });
    const second = (time: number): number => Math.floor(time / 1000);
    const born = Date.parse(`${textAt(made, 'created_at')}Z`);
    await world.waitUntil(
      () => Promise.resolve(Date.now()),
      (now) => second(now) > second(born),
    );
    ids.push(valueAt(made, 'id'));
  }
  return { who, ids };
}

const lists: readonly ConformanceCase[] = [
  {
    name: 'volume lists: newest first; short rows, or all fields under /detail',
    run: async (world) => {
      const { who, ids } = await projectWith(world, 'b', 'a');
      const { body } = expectStatus(await world.volume(who, 'GET', '/volumes'), 200);
      assert.deepEqual(
        expectList(valueAt(body, 'volumes')).map((volume) => valueAt(volume, 'id')),
        ids.toReversed(),
      );
      assert.deepEqual(Object.keys(Object(valueAt(body, 'volumes', 0))).toSorted(), ['id', 'links', 'name']);
      const detail = expectStatus(await world.volume(who, 'GET', '/volumes/detail'), 200);
      expectFields(valueAt(detail.body, 'volumes', 0), { id: ids[1], status: 'available', size: 1 });
    },
  },
  {
    name: 'volume lists: page by page, the next one as an absolute address',
    run: async (world) => {
      const { who, ids } = await projectWith(world, 'one', 'two');
      const { body } = expectStatus(await world.volume(who, 'GET', '/volumes?limit=1'), 200);
      assert.deepEqual(
        expectList(valueAt(body, 'volumes')).map((volume) => valueAt(volume, 'id')),
        [ids[1]],
      );
      expectFields(valueAt(body, 'volumes_links', 0), {
        rel: 'next',
        href: world.address('volume', who, `/volumes?limit=1&marker=${ids[1]}`),
      });
      assert.deepEqual(await idsOf(world, who, `/volumes?limit=1&marker=${ids[1]}`), [ids[0]]);
      assert.deepEqual(await idsOf(world, who, '/volumes?limit=0'), []);
    },
  },
  {
    name: 'volume lists: by name and by status; what is no filter does not matter',
    run: async (world) => {
      const { who, ids } = await projectWith(world, 'one', 'two');
      assert.deepEqual(await idsOf(world, who, '/volumes?name=one'), [ids[0]]);
      assert.deepEqual(await idsOf(world, who, '/volumes?name=nobody'), []);
      assert.deepEqual(await idsOf(world, who, '/volumes?status=error'), []);
      assert.deepEqual(await idsOf(world, who, '/volumes?status=available'), ids.toReversed());
      assert.deepEqual(await idsOf(world, who, '/volumes?colour=blue'), ids.toReversed());
    },
  },
  {
    name: 'volume lists: sorted by name, either way',
    run: async (world) => {
      const { who, ids } = await projectWith(world, 'a', 'b');
      assert.deepEqual(await idsOf(world, who, '/volumes?sort=name:asc'), ids);
      assert.deepEqual(await idsOf(world, who, '/volumes?sort=name:desc'), ids.toReversed());
    },
  },
  ...(
    [
      ['limit=-1', 400, /^limit param must be positive$/],
      ['limit=abc', 400, /^limit param must be an integer$/],
      ['sort=nope', 400, /^Invalid input received: Invalid sort key$/],
      ['marker=nope', 404, /^Volume nope could not be found\.$/],
    ] as const
  ).map(
    ([query, status, words]): ConformanceCase => ({
      name: `volume lists: ${query} is refused with ${status}`,
      run: async (world) => {
        expectFault(await world.volume('alice', 'GET', `/volumes?${query}`), status, words);
      },
    }),
  ),
];

const whoSees: readonly ConformanceCase[] = [
  {
    name: 'volume lists: another project neither sees nor deletes; the administrator sees, with the host',
    run: async (world) => {
      const { who, ids } = await projectWith(world, 'own');
      const path = `/volumes/${ids[0]}`;
      const words = new RegExp(`^Volume ${ids[0]} could not be found\\.$`);
      for (const method of ['GET', 'DELETE']) expectFault(await world.volume('dave', method, path), 404, words);
      const { body } = expectStatus(await world.volume('admin', 'GET', path), 200);
      expectFields(valueAt(body, 'volume'), { 'os-vol-tenant-attr:tenant_id': who.projectId, migration_status: null });
      assert.equal(typeof valueAt(body, 'volume', 'os-vol-host-attr:host'), 'string');
      assert.ok((await idsOf(world, 'admin', '/volumes?all_tenants=1')).includes(ids[0]));
      assert.ok(!(await idsOf(world, 'dave', '/volumes?all_tenants=1')).includes(ids[0]));
    },
  },
  {
    name: 'volume lists: a reader looks, and changes nothing',
    run: async (world) => {
      const { id } = Object(
        await createSettledVolume(world, 'aliceOps', { size: 1, name: world.uniqueName('reader') }),
      );
      expectStatus(await world.volume('bob', 'GET', `/volumes/${id}`), 200);
      // Cinder 26 as it is shipped lets a reader change and delete; release Zed is run with its newer rules.
      if (world.release !== 'zed') return;
      const rule = (name: string) => new RegExp(`^Policy doesn't allow volume:${name} to be performed\\.$`);
      expectFault(await createVolume(world, 'bob', { size: 1 }), 403, rule('create'));
      const json = { volume: { name: 'mine' } };
      expectFault(await world.volume('bob', 'PUT', `/volumes/${id}`, { json }), 403, rule('update'));
      expectFault(await world.volume('bob', 'DELETE', `/volumes/${id}`), 403, rule('delete'));
    },
  },
  {
    name: 'volume lists: the project in the address must be the token’s',
    run: async (world) => {
      const url = world.address('volume', 'dave', '/volumes');
      const path = url.slice(world.address('volume', 'alice', '').length - (world.projectId('alice') ?? '').length);
      assert.ok(path.startsWith(world.projectId('dave')));
      const other = { ...world.user('alice'), endpoints: world.user('dave').endpoints };
      expectFault(await world.volume(other, 'GET', '/volumes'), 400, /^Malformed request url$/);
    },
  },
  {
    name: 'volume lists: without a token 401, in the identity service’s words',
    run: async (world) => {
      const reply = await world.volume('nobody', 'GET', '/volumes');
      expectFault(reply, 401, /^The request you have made requires authentication\.$/);
      expectHeaders(reply, { 'www-authenticate': /^Keystone uri="/ });
    },
  },
  {
    name: 'volume lists: an unknown volume',
    run: async (world) => {
      for (const method of ['GET', 'DELETE']) {
        expectFault(await world.volume('alice', method, '/volumes/nope'), 404, /^Volume nope could not be found\.$/);
      }
    },
  },
];

const around: readonly ConformanceCase[] = [
  {
    name: 'volumes: the types, the default one, and an unknown one',
    run: async (world) => {
      const { body } = expectStatus(await world.volume('bob', 'GET', '/types'), 200);
      const names = expectList(valueAt(body, 'volume_types')).map((type) => textAt(type, 'name'));
      assert.deepEqual(names.toSorted(), ['__DEFAULT__', 'archive', 'local']);
      const { body: standard } = expectStatus(await world.volume('bob', 'GET', '/types/default'), 200);
      expectFields(valueAt(standard, 'volume_type'), { name: 'local', is_public: true });
      const words = /^Volume type nope could not be found\.$/;
      expectFault(await world.volume('bob', 'GET', '/types/nope'), 404, words);
    },
  },
  {
    name: 'volumes: the one zone',
    run: async (world) => {
      const { body } = expectStatus(await world.volume('bob', 'GET', '/os-availability-zone'), 200);
      assert.deepEqual(body, { availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true } }] });
    },
  },
  {
    name: 'volumes: limits, and what of them is used',
    run: async (world) => {
      const who = await world.createUser();
      const limits = async () => valueAt(expectStatus(await world.volume(who, 'GET', '/limits'), 200).body, 'limits');
      expectFields(valueAt(await limits(), 'absolute'), {
        maxTotalVolumes: 10,
        maxTotalVolumeGigabytes: 1000,
        totalVolumesUsed: 0,
        totalGigabytesUsed: 0,
      });
      await createSettledVolume(world, who, { size: 3 });
      expectFields(valueAt(await limits(), 'absolute'), { totalVolumesUsed: 1, totalGigabytesUsed: 3 });
    },
  },
  {
    name: 'volumes: a microversion is answered in kind, one too new with 406, an unreadable one with 400',
    run: async (world) => {
      const asked = (version: string) =>
        world.volume('alice', 'GET', '/limits', { headers: { 'OpenStack-API-Version': version } });
      expectHeaders(expectStatus(await asked('volume 3.50'), 200), { 'openstack-api-version': 'volume 3.50' });
      expectFault(
        await asked('volume 3.99'),
        406,
        /^Version 3\.99 is not supported by the API\. Minimum is 3\.0 and maximum is 3\.\d\d\.$/,
      );
      expectFault(
        await asked('volume x'),
        400,
        /^API Version String x is of invalid format\. Must be of format MajorNum\.MinorNum\.$/,
      );
    },
  },
];

export const volumeListCases: readonly ConformanceCase[] = [...lists, ...whoSees, ...around];
