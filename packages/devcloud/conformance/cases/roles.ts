import assert from 'node:assert/strict';
import { type CaseContext, jsonPatch } from '../case-context.ts';
import { expectFault, expectStatus } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';
import type { SignedInName } from '../target.ts';

const octets = { 'Content-Type': 'application/octet-stream' };
const formats = { disk_format: 'raw', container_format: 'bare' };

/** What may be done with an image: the way to do it, the status when it is done, and the rule that is asked. */
const actions: Readonly<
  Record<
    string,
    { readonly ask: (world: CaseContext, who: SignedInName, id: string) => Promise<Reply>; done: number; rule: string }
  >
> = {
  show: { ask: (world, who, id) => world.image(who, 'GET', `/v2/images/${id}`), done: 200, rule: 'get_image' },
  download: {
    ask: (world, who, id) => world.image(who, 'GET', `/v2/images/${id}/file`),
    done: 200,
    rule: 'download_image',
  },
  change: {
    ask: (world, who, id) =>
      world.image(who, 'PATCH', `/v2/images/${id}`, jsonPatch([{ op: 'add', path: '/x', value: 'y' }])),
    done: 200,
    rule: 'modify_image',
  },
  tag: { ask: (world, who, id) => world.image(who, 'PUT', `/v2/images/${id}/tags/x`), done: 204, rule: 'modify_image' },
  upload: {
    // The image has its data already: who may upload is told that, and nobody changes it.
    ask: (world, who, id) => world.image(who, 'PUT', `/v2/images/${id}/file`, { body: 'x', headers: octets }),
    done: 409,
    rule: 'upload_image',
  },
  deactivate: {
    ask: (world, who, id) => world.image(who, 'POST', `/v2/images/${id}/actions/deactivate`),
    done: 204,
    rule: 'deactivate',
  },
  'copy to a store': {
    ask: (world, who, id) =>
      world.image(who, 'POST', `/v2/images/${id}/import`, {
        json: { method: { name: 'copy-image' }, stores: ['slow'] },
      }),
    done: 202,
    rule: 'copy_image',
  },
  delete: { ask: (world, who, id) => world.image(who, 'DELETE', `/v2/images/${id}`), done: 204, rule: 'delete_image' },
};

/** Whose image of alice's project it is to whom. */
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

/** What each may do with an image of this visibility; the rest is refused where they see the image, 404 where not. */
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

/** Those after which the image is not what it was. */
const spoiling = ['deactivate', 'copy to a store', 'delete'];

async function expectVerdict(
  world: CaseContext,
  id: string,
  wanted: Verdict,
  onlooker: Onlooker,
  action: string,
): Promise<void> {
  const act = actions[action];
  assert.ok(act);
  const reply = await act.ask(world, onlookers[onlooker], id);
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
      name: `roles: what ${onlooker} may do with a ${visibility} image`,
      run: async (world) => {
        const fields = { visibility, owner: world.projectId('alice'), ...formats };
        const make = async () => (await world.createImage('admin', fields, 'abc')).id;
        let id = await make();
        for (const action of everything) {
          const wanted = verdict(visibility, onlooker, action);
          await expectVerdict(world, id, wanted, onlooker, action).catch((error: unknown) => {
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
    name: 'roles: a reader sees the images of the project, and does nothing with them',
    run: async (world) => {
      const { id } = await world.createImage('aliceOps', { ...formats, visibility: 'private' }, 'abc');
      for (const [action, { ask, done, rule }] of Object.entries(actions)) {
        const reply = await ask(world, 'bob', id);
        if (action === 'show') expectStatus(reply, done);
        else expectFault(reply, 403, notAuthorized(rule));
      }
    },
  },
  {
    name: 'roles: a reader makes none',
    run: async (world) => {
      expectFault(await world.image('bob', 'POST', '/v2/images', { json: {} }), 403, notAuthorized('add_image'));
    },
  },
  {
    name: 'roles: without a project there is neither list nor creation',
    run: async (world) => {
      expectFault(await world.image('carol', 'GET', '/v2/images'), 403, notAuthorized('get_images'));
      expectFault(await world.image('carol', 'POST', '/v2/images', { json: {} }), 403, notAuthorized('add_image'));
    },
  },
  {
    name: 'roles: an administrator makes images for others, public ones too',
    run: async (world) => {
      const owner = world.projectId('dave');
      const image = await world.createImage('admin', { owner, visibility: 'public' });
      assert.equal(image.owner, owner);
      assert.equal((await world.createImage('admin', { owner: null })).owner, null);
    },
  },
  {
    name: 'roles: an administrator gives an image away',
    run: async (world) => {
      const { id } = await world.createImage('alice', { visibility: 'private' });
      const owner = world.projectId('dave');
      const body = jsonPatch([{ op: 'replace', path: '/owner', value: owner }]);
      expectStatus(await world.image('admin', 'PATCH', `/v2/images/${id}`, body), 200);
      expectStatus(await world.image('alice', 'GET', `/v2/images/${id}`), 404);
      expectStatus(await world.image('dave', 'GET', `/v2/images/${id}`), 200);
    },
  },
  {
    name: 'roles: tasks are listed for administrators alone',
    run: async (world) => {
      expectFault(await world.image('alice', 'GET', '/v2/tasks'), 403, notAuthorized('tasks_api_access'));
      expectStatus(await world.image('admin', 'GET', '/v2/tasks'), 200);
    },
  },
];

/** The table of what administrators, members, readers and strangers may do. */
export const roleCases: readonly ConformanceCase[] = [...withImages, ...reader];
