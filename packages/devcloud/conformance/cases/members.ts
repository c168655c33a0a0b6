import assert from 'node:assert/strict';
import type { Actor, CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';

interface Shared {
  readonly id: string;
  /** `/v2/images/ID/members` */
  readonly members: string;
  /** The project of dave, with which the image is shared. */
  readonly dave: string;
}

/** Creates an active image of alice that is shared with dave's project and with `ops`. Both memberships are pending. */
async function share(context: CaseContext): Promise<Shared> {
  const { id } = await context.createImage('alice', { disk_format: 'raw', container_format: 'bare' }, 'abc');
  const members = `/v2/images/${id}/members`;
  const dave = context.projectId('dave');
  for (const member of [dave, context.projectId('bob')]) {
    expectStatus(await context.image('alice', 'POST', members, { json: { member } }), 200);
  }
  return { id, members, dave };
}

const answer = (context: CaseContext, who: Actor, { members, dave }: Shared, status: unknown): Promise<Reply> =>
  context.image(who, 'PUT', `${members}/${dave}`, { json: { status } });

async function rows(context: CaseContext, who: Actor, members: string): Promise<string[]> {
  const reply = expectStatus(await context.image(who, 'GET', members), 200);
  assert.equal(valueAt(reply.body, 'schema'), '/v2/schemas/members');
  return expectList(valueAt(reply.body, 'members')).map(
    (row) => `${textAt(row, 'member_id')} ${textAt(row, 'status')}`,
  );
}

const sharing: readonly ConformanceCase[] = [
  {
    name: 'members: a new member is pending',
    run: async (context) => {
      const { id } = await context.createImage('alice');
      const member = context.projectId('dave');
      const reply = await context.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } });
      const schema = '/v2/schemas/member';
      expectFields(expectStatus(reply, 200).body, { member_id: member, image_id: id, status: 'pending', schema });
      const twice = await context.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } });
      expectFault(twice, 409, new RegExp(`^Member ${member} is duplicated for image ${id}$`));
    },
  },
  {
    name: 'members: the existence of the project is not checked',
    run: async (context) => {
      const { id } = await context.createImage('alice');
      for (const member of ['nonsense', '日本', 'x'.repeat(255)]) {
        expectStatus(await context.image('alice', 'POST', `/v2/images/${id}/members`, { json: { member } }), 200);
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
    ([json, message]): ConformanceCase => ({
      name: `members: ${JSON.stringify(json)} is a 400`,
      run: async (context) => {
        const { id } = await context.createImage('alice');
        expectFault(await context.image('alice', 'POST', `/v2/images/${id}/members`, { json }), 400, message);
      },
    }),
  ),
  ...(['private', 'community', 'public'] as const).map(
    (visibility): ConformanceCase => ({
      name: `members: a ${visibility} image cannot have members`,
      run: async (context) => {
        const { id } = await context.createImage('admin', { visibility, owner: context.projectId('alice') });
        const members = `/v2/images/${id}/members`;
        const member = context.projectId('dave');
        const added = await context.image('alice', 'POST', members, { json: { member } });
        expectFault(added, 403, new RegExp(`^Not allowed to create members for image ${id}\\.$`));
        const listed = await context.image('alice', 'GET', members);
        expectFault(listed, 403, /^Not allowed to list members for image .*: Only shared images have members\.$/);
        const shown = await context.image('alice', 'GET', `${members}/${member}`);
        expectFault(shown, 404, /^Only shared images have members\.$/);
        const removed = await context.image('alice', 'DELETE', `${members}/${member}`);
        expectFault(removed, 403, new RegExp(`^Not allowed to delete members for image ${id}\\.$`));
      },
    }),
  ),
];

const answering: readonly ConformanceCase[] = [
  {
    name: 'members: the member project can change its answer any number of times',
    run: async (context) => {
      const shared = await share(context);
      for (const status of ['accepted', 'rejected', 'pending', 'accepted']) {
        expectFields(expectStatus(await answer(context, 'dave', shared, status), 200).body, { status });
      }
    },
  },
  {
    name: 'members: only the member project and administrators can answer',
    run: async (context) => {
      const shared = await share(context);
      expectFault(
        await answer(context, 'alice', shared, 'accepted'),
        403,
        /^You are not authorized to complete modify_member action\.$/,
      );
      expectFault(await answer(context, 'bob', shared, 'accepted'), 404, / not found in the member list of the image /);
      expectStatus(await answer(context, 'admin', shared, 'accepted'), 200);
    },
  },
  {
    name: 'members: an unknown status is a 400',
    run: async (context) => {
      const shared = await share(context);
      const message = /^Incorrect request: Status must be "pending", "accepted" or "rejected"\.$/;
      expectFault(await answer(context, 'dave', shared, 'bogus'), 400, message);
      const { members, dave } = shared;
      const nothing = await context.image('dave', 'PUT', `${members}/${dave}`, { json: {} });
      expectFault(nothing, 400, /^Status not specified$/);
    },
  },
  ...(['pending', 'accepted', 'rejected'] as const).map(
    (status): ConformanceCase => ({
      name: `members: a ${status} member can read and download the image`,
      run: async (context) => {
        const shared = await share(context);
        expectStatus(await answer(context, 'dave', shared, status), 200);
        expectStatus(await context.image('dave', 'GET', `/v2/images/${shared.id}`), 200);
        const data = await context.image('dave', 'GET', `/v2/images/${shared.id}/file`);
        assert.equal(expectStatus(data, 200).bytes.toString(), 'abc');
      },
    }),
  ),
  {
    name: 'members: only accepted images are in the default list',
    run: async (context) => {
      const shared = await share(context);
      const seen = async () => {
        const reply = await context.image('dave', 'GET', `/v2/images?id=${shared.id}`);
        return expectList(valueAt(reply.body, 'images')).length;
      };
      const counts: number[] = [await seen()];
      for (const status of ['accepted', 'rejected']) {
        expectStatus(await answer(context, 'dave', shared, status), 200);
        counts.push(await seen());
      }
      assert.deepEqual(counts, [0, 1, 0]);
    },
  },
];

const seeing: readonly ConformanceCase[] = [
  {
    name: 'members: the owner lists all members, a member only itself',
    run: async (context) => {
      const { members, dave } = await share(context);
      const ops = context.projectId('bob');
      const all = [`${dave} pending`, `${ops} pending`].toSorted();
      for (const who of ['alice', 'admin'] as const)
        assert.deepEqual((await rows(context, who, members)).toSorted(), all);
      assert.deepEqual(await rows(context, 'dave', members), [`${dave} pending`]);
      assert.deepEqual(await rows(context, 'bob', members), [`${ops} pending`]);
      const other = await context.image('dave', 'GET', `${members}/${ops}`);
      expectFault(other, 404, new RegExp(`^${ops} not found in the member list of the image `));
      expectStatus(await context.image('dave', 'GET', `${members}/${dave}`), 200);
    },
  },
  {
    name: 'members: a project that is no member cannot see the image',
    run: async (context) => {
      const { id, members } = await share(context);
      const stranger = await context.createUser();
      expectFault(
        await context.image(stranger, 'GET', `/v2/images/${id}`),
        404,
        new RegExp(`^No image found with ID ${id}$`),
      );
      expectFault(await context.image(stranger, 'GET', members), 404, new RegExp(`^Image ${id} not found\\.$`));
    },
  },
];

const leaving: readonly ConformanceCase[] = [
  {
    name: 'members: after the owner removes a member, the image is invisible to it',
    run: async (context) => {
      const { id, members, dave } = await share(context);
      expectStatus(await context.image('alice', 'DELETE', `${members}/${dave}`), 204);
      expectStatus(await context.image('dave', 'GET', `/v2/images/${id}`), 404);
      const twice = await context.image('alice', 'DELETE', `${members}/${dave}`);
      expectFault(twice, 404, new RegExp(`^${dave} not found in the member list of the image ${id}\\.$`));
    },
  },
  {
    name: 'members: a member cannot remove itself',
    run: async (context) => {
      const { members, dave } = await share(context);
      const reply = await context.image('dave', 'DELETE', `${members}/${dave}`);
      expectFault(reply, 403, /^You are not authorized to complete delete_member action\.$/);
    },
  },
  {
    name: 'members: a member cannot add others',
    run: async (context) => {
      const { members } = await share(context);
      const reply = await context.image('dave', 'POST', members, { json: { member: 'x' } });
      expectFault(reply, 403, /^You are not authorized to complete add_member action\.$/);
    },
  },
];

/** Image members: sharing, answers, visibility. */
export const memberCases: readonly ConformanceCase[] = [...sharing, ...answering, ...seeing, ...leaving];
