import assert from 'node:assert/strict';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';
import type { SignedInName } from '../target.ts';

const octets = { 'Content-Type': 'application/octet-stream' };
const formats = { disk_format: 'raw', container_format: 'bare' };

/** Actions on an image: the request, the status of its success, and the policy rule that it needs. */
const actions: Readonly<
  Record<
    string,
    {
      readonly request: (context: CaseContext, who: SignedInName, id: string) => Promise<Reply>;
      done: number;
      rule: string;
    }
  >
> = {
  show: { request: (context, who, id) => context.image(who, 'GET', `/v2/images/${id}`), done: 200, rule: 'get_image' },
  download: {
    request: (context, who, id) => context.image(who, 'GET', `/v2/images/${id}/file`),
    done: 200,
    rule: 'download_image',
  },
  change: {
    request: (context, who, id) =>
      context.image(who, 'PATCH', `/v2/images/${id}`, jsonPatch([{ op: 'add', path: '/x', value: 'y' }])),
    done: 200,
    rule: 'modify_image',
  },
  tag: {
    request: (context, who, id) => context.image(who, 'PUT', `/v2/images/${id}/tags/x`),
    done: 204,
    rule: 'modify_image',
  },
  upload: {
    // The image has data already, so a permitted upload is refused with 409 and changes nothing.
    request: (context, who, id) => context.image(who, 'PUT', `/v2/images/${id}/file`, { body: 'x', headers: octets }),
    done: 409,
    rule: 'upload_image',
  },
  deactivate: {
    request: (context, who, id) => context.image(who, 'POST', `/v2/images/${id}/actions/deactivate`),
    done: 204,
    rule: 'deactivate',
  },
  'copy to a store': {
    request: (context, who, id) =>
      context.image(who, 'POST', `/v2/images/${id}/import`, {
        json: { method: { name: 'copy-image' }, stores: ['slow'] },
      }),
    done: 202,
    rule: 'copy_image',
  },
  delete: {
    request: (context, who, id) => context.image(who, 'DELETE', `/v2/images/${id}`),
    done: 204,
    rule: 'delete_image',
  },
};

/** How each user is related to an image of alice's project. */
const onlookers = {
  'its owner': 'alice',
  'an administrator': 'admin',
  'a member of another project': 'dave',
  'a reader of another project': 'bob',
  'nobody’s project': 'carol',
} as const satisfies Record<string, SignedInName>;

type Onlooker = keyof typeof onlookers;
type Verdict = 'done' | 'refused' | 'not found';

const everything = Object.keys(actions);

/**
 * Actions that each user may take on an image of this visibility. Any other is refused with 403 if they see the image,
 * with 404 if not.
 */
const allowed: Readonly<Record<string, Readonly<Record<Onlooker, readonly string[]>>>> = {
  private: {
    'its owner': everything.filter((action) => action !== 'copy to a store'),
    'an administrator': everything,
    'a member of another project': [],
    'a reader of another project': [],
    'nobody’s project': [],
  },
  public: {
    'its owner': everything.filter((action) => action !== 'copy to a store'),
    'an administrator': everything,
    'a member of another project': ['show', 'download'],
    'a reader of another project': ['show'],
    'nobody’s project': [],
  },
};
const rights = { ...allowed, community: allowed.public, shared: allowed.private };

function verdict(visibility: string, onlooker: Onlooker, action: string): Verdict {
  if (rights[visibility as keyof typeof rights]?.[onlooker].includes(action)) return 'done';
  const isOpen = visibility === 'public' || visibility === 'community';
  const isSeen = onlooker === 'its owner' || (isOpen && onlooker !== 'nobody’s project');
  return isSeen ? 'refused' : 'not found';
}

/** Actions that change the image, so the next action needs a new one. */
const spoiling = ['deactivate', 'copy to a store', 'delete'];

async function expectVerdict(
  context: CaseContext,
  id: string,
  wanted: Verdict,
  onlooker: Onlooker,
  action: string,
): Promise<void> {
  const act = actions[action];
  assert.ok(act);
  const reply = await act.request(context, onlookers[onlooker], id);
  switch (wanted) {
    case 'done':
      expectStatus(reply, act.done);
      return;
    case 'refused':
      expectFault(
        reply,
        403,
        new RegExp(
          `^(You are not authorized to complete ${act.rule} action\\.|Not allowed to upload image data for image ID .*)$`,
        ),
      );
      return;
    case 'not found':
      expectStatus(reply, 404);
  }
}

const withImages: readonly ConformanceCase[] = Object.keys(rights).flatMap((visibility) =>
  (Object.keys(onlookers) as Onlooker[]).map(
    (onlooker): ConformanceCase => ({
      name: `roles: permissions of ${onlooker} on a ${visibility} image`,
      run: async (context) => {
        const fields = { visibility, owner: context.projectId('alice'), ...formats };
        const make = async () => (await context.createImage('admin', fields, 'abc')).id;
        let id = await make();
        for (const action of everything) {
          const wanted = verdict(visibility, onlooker, action);
          await expectVerdict(context, id, wanted, onlooker, action).catch((error: unknown) => {
            throw new Error(`${action}: ${error instanceof Error ? error.message : String(error)}`);
          });
          if (wanted === 'done' && spoiling.includes(action)) id = await make();
        }
      },
    }),
  ),
);

const notAuthorized = (rule: string) => new RegExp(`^You are not authorized to complete ${rule} action\\.$`);

const reader: readonly ConformanceCase[] = [
  {
    name: 'roles: a reader sees the images of the project and can change none',
    run: async (context) => {
      const { id } = await context.createImage('aliceOps', { ...formats, visibility: 'private' }, 'abc');
      for (const [action, { request, done, rule }] of Object.entries(actions)) {
        const reply = await request(context, 'bob', id);
        if (action === 'show') expectStatus(reply, done);
        else expectFault(reply, 403, notAuthorized(rule));
      }
    },
  },
  {
    name: 'roles: a reader cannot create an image',
    run: async (context) => {
      expectFault(await context.image('bob', 'POST', '/v2/images', { json: {} }), 403, notAuthorized('add_image'));
    },
  },
  {
    name: 'roles: an unscoped token can neither list nor create',
    run: async (context) => {
      expectFault(await context.image('carol', 'GET', '/v2/images'), 403, notAuthorized('get_images'));
      expectFault(await context.image('carol', 'POST', '/v2/images', { json: {} }), 403, notAuthorized('add_image'));
    },
  },
  {
    name: 'roles: an administrator creates images for other projects, public ones too',
    run: async (context) => {
      const owner = context.projectId('dave');
      const image = await context.createImage('admin', { owner, visibility: 'public' });
      assert.equal(image.owner, owner);
      assert.equal((await context.createImage('admin', { owner: null })).owner, null);
    },
  },
  {
    name: 'roles: an administrator changes the owner of an image',
    run: async (context) => {
      const { id } = await context.createImage('alice', { visibility: 'private' });
      const owner = context.projectId('dave');
      const body = jsonPatch([{ op: 'replace', path: '/owner', value: owner }]);
      expectStatus(await context.image('admin', 'PATCH', `/v2/images/${id}`, body), 200);
      expectStatus(await context.image('alice', 'GET', `/v2/images/${id}`), 404);
      expectStatus(await context.image('dave', 'GET', `/v2/images/${id}`), 200);
    },
  },
  {
    name: 'roles: only administrators list tasks',
    run: async (context) => {
      expectFault(await context.image('alice', 'GET', '/v2/tasks'), 403, notAuthorized('tasks_api_access'));
      expectStatus(await context.image('admin', 'GET', '/v2/tasks'), 200);
    },
  },
];

/** Permissions of administrators, members, readers and users of other projects. */
export const roleCases: readonly ConformanceCase[] = [...withImages, ...reader];
