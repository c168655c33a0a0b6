import assert from 'node:assert/strict';
import type { Actor, CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';

interface Shared {
  readonly id: string;
  /** `/v2/images/ID/members` */
  readonly members: string;
  /** Dave's project, with which it is shared. */
  readonly dave: string;
}

/** An active image of alice, shared with dave's project and with `ops`; nobody has answered. */
async function share(world: CaseContext): Promise<Shared> {
  const { id } = await world.createImage('alice', { disk_format: 'raw', container_format: 'bare' }, 'abc');
  const members = `/v2/images/${id}/members`;
  const dave = world.projectId('dave');
  for (const member of [dave, world.projectId('bob')]) {
    expectStatus(await world.image('alice', 'POST', members, { json: { member } }), 200);
  }
  return { id, members, dave };
}

const answer = (world: CaseContext, who: Actor, { members, dave }: Shared, status: unknown): Promise<Reply> =>
  world.image(who, 'PUT', `${members}/${dave}`, { json: { status } });

async function rows(world: CaseContext, who: Actor, members: string): Promise<string[]> {
  const reply = expectStatus(await world.image(who, 'GET', members), 200);
  assert.equal(valueAt(reply.body, 'schema'), '/v2/schemas/members');
  return expectList(valueAt(reply.body, 'members')).map(
    (row) => `${textAt(row, 'member_id')} ${textAt(row, 'status')}`,
  );
}

const sharing: readonly ConformanceCase[] = [
  {
    name: 'members: a new one is pending',
    run: async (world) => {
      const { id } = await world.createImage('alice');
      const member = world.projectId('dave');
      const reply = await world.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } });
      const schema = '/v2/schemas/member';
      expectFields(expectStatus(reply, 200).body, { member_id: member, image_id: id, status: 'pending', schema });
      const twice = await world.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } });
      expectFault(twice, 409, new RegExp(`^Member ${member} is duplicated for image ${id}$`));
    },
  },
  {
    name: 'members: whether the project exists is not asked',
    run: async (world) => {
      const { id } = await world.createImage('alice');
      for (const member of ['nonsense', '日本', 'x'.repeat(255)]) {
        expectStatus(await world.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } }), 200);
      }
    },
  },
  ...(
    [
      [{}, /^Member to be added not specified$/],
      [{ member: '' }, /^Member can't be empty$/],
      [{ member: '😀' }, /^Member can't contain 4 byte unicode characters\.$/],
      [[], /^Expected a member in the form: \{"member": "image_id"\}$/],
      ['x', /^Unexpected body type\. Expected list\/dict\.$/],
    ] as const
  ).map(
    ([json, words]): ConformanceCase => ({
      name: `members: ${JSON.stringify(json)} is a 400`,
      run: async (world) => {
        const { id } = await world.createImage('alice');
        expectFault(await world.image('alice', 'POST', `/v2/images/${id}/members`, { json }), 400, words);
      },
    }),
  ),
  ...(['private', 'community', 'public'] as const).map(
    (visibility): ConformanceCase => ({
      name: `members: a ${visibility} image has none`,
      run: async (world) => {
        const { id } = await world.createImage('admin', { visibility, owner: world.projectId('alice') });
        const members = `/v2/images/${id}/members`;
        const member = world.projectId('dave');
        const added = await world.image('alice', 'POST', members, { json: { member } });
        expectFault(added, 403, new RegExp(`^Not allowed to create members for image ${id}\\.$`));
        const listed = await world.image('alice', 'GET', members);
        expectFault(listed, 403, /^Not allowed to list members for image .*: Only shared images have members\.$/);
        const shown = await world.image('alice', 'GET', `${members}/${member}`);
        expectFault(shown, 404, /^Only shared images have members\.$/);
        const removed = await world.image('alice', 'DELETE', `${members}/${member}`);
        expectFault(removed, 403, new RegExp(`^Not allowed to delete members for image ${id}\\.$`));
      },
    }),
  ),
];

const answering: readonly ConformanceCase[] = [
  {
    name: 'members: the project it is shared with answers, as often as it likes',
    run: async (world) => {
      const shared = await share(world);
      for (const status of ['accepted', 'rejected', 'pending', 'accepted']) {
        expectFields(expectStatus(await answer(world, 'dave', shared, status), 200).body, { status });
      }
    },
  },
  {
    name: 'members: nobody else answers but an administrator',
    run: async (world) => {
      const shared = await share(world);
      expectFault(
        await answer(world, 'alice', shared, 'accepted'),
        403,
        /^You are not authorized to complete modify_member action\.$/,
      );
      expectFault(await answer(world, 'bob', shared, 'accepted'), 404, / not found in the member list of the image /);
      expectStatus(await answer(world, 'admin', shared, 'accepted'), 200);
    },
  },
  {
    name: 'members: an unknown answer is a 400',
    run: async (world) => {
      const shared = await share(world);
      const words = /^Incorrect request: Status must be "pending", "accepted" or "rejected"\.$/;
      expectFault(await answer(world, 'dave', shared, 'bogus'), 400, words);
      const { members, dave } = shared;
      const nothing = await world.image('dave', 'PUT', `${members}/${dave}`, { json: {} });
      expectFault(nothing, 400, /^Status not specified$/);
    },
  },
  ...(['pending', 'accepted', 'rejected'] as const).map(
    (status): ConformanceCase => ({
      name: `members: ${status}, one may look at the image and download it all the same`,
      run: async (world) => {
        const shared = await share(world);
        expectStatus(await answer(world, 'dave', shared, status), 200);
        expectStatus(await world.image('dave', 'GET', `/v2/images/${shared.id}`), 200);
        const data = await world.image('dave', 'GET', `/v2/images/${shared.id}/file`);
        assert.equal(expectStatus(data, 200).bytes.toString(), 'abc');
      },
    }),
  ),
  {
    name: 'members: only an accepted image stands in the list unasked',
    run: async (world) => {
      const shared = await share(world);
      const seen = async () => {
        const reply = await world.image('dave', 'GET', `/v2/images?id=${shared.id}`);
        return expectList(valueAt(reply.body, 'images')).length;
      };
      const counts: number[] = [await seen()];
      for (const status of ['accepted', 'rejected']) {
        expectStatus(await answer(world, 'dave', shared, status), 200);
        counts.push(await seen());
      }
      assert.deepEqual(counts, [0, 1, 0]);
    },
  },
];

const seeing: readonly ConformanceCase[] = [
  {
    name: 'members: the owner sees all, a member its own row',
    run: async (world) => {
      const { members, dave } = await share(world);
      const ops = world.projectId('bob');
      const all = [`${dave} pending`, `${ops} pending`].toSorted();
      for (const who of ['alice', 'admin'] as const)
        assert.deepEqual((await rows(world, who, members)).toSorted(), all);
      assert.deepEqual(await rows(world, 'dave', members), [`${dave} pending`]);
      assert.deepEqual(await rows(world, 'bob', members), [`${ops} pending`]);
      const other = await world.image('dave', 'GET', `${members}/${ops}`);
      expectFault(other, 404, new RegExp(`^${ops} not found in the member list of the image `));
      expectStatus(await world.image('dave', 'GET', `${members}/${dave}`), 200);
    },
  },
  {
    name: 'members: who is none does not see the image',
    run: async (world) => {
      const { id, members } = await share(world);
      const stranger = await world.createUser();
      expectFault(
        await world.image(stranger, 'GET', `/v2/images/${id}`),
        404,
        new RegExp(`^No image found with ID ${id}$`),
      );
      expectFault(await world.image(stranger, 'GET', members), 404, new RegExp(`^Image ${id} not found\\.$`));
    },
  },
];

const leaving: readonly ConformanceCase[] = [
  {
    name: 'members: the owner takes one away, and the image is out of its sight',
    run: async (world) => {
      const { id, members, dave } = await share(world);
      expectStatus(await world.image('alice', 'DELETE', `${members}/${dave}`), 204);
      expectStatus(await world.image('dave', 'GET', `/v2/images/${id}`), 404);
      const twice = await world.image('alice', 'DELETE', `${members}/${dave}`);
      expectFault(twice, 404, new RegExp(`^${dave} not found in the member list of the image ${id}\\.$`));
    },
  },
  {
    name: 'members: one does not take oneself away',
    run: async (world) => {
      const { members, dave } = await share(world);
      const reply = await world.image('dave', 'DELETE', `${members}/${dave}`);
      expectFault(reply, 403, /^You are not authorized to complete delete_member action\.$/);
    },
  },
  {
    name: 'members: nor adds others',
    run: async (world) => {
      const { members } = await share(world);
      const reply = await world.image('dave', 'POST', members, { json: { member: 'x' } });
      expectFault(reply, 403, /^You are not authorized to complete add_member action\.$/);
    },
  },
];

/** Sharing with projects: who is asked, who answers, who sees what. */
export const memberCases: readonly ConformanceCase[] = [...sharing, ...answering, ...seeing, ...leaving];
