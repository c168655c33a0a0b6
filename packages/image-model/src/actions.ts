import type { Image } from './image.ts';

/** Whether the policy lets the user do a thing at all; `R` is its own set of reasons. */
type Grant<R extends string> = { readonly allowed: true } | { readonly allowed: false; readonly reason: R };
type GrantName =
  | 'image.modify'
  | 'image.tag'
  | 'image.download'
  | 'image.delete'
  | 'image.share'
  | 'image.deactivate'
  | 'volume.create';

/** Who asks: the part of a session that decides. */
export interface Actor<R extends string> {
  readonly actions: Readonly<Record<GrantName, Grant<R>>>;
  readonly project: { readonly id: string } | null;
  /** Role names in the current project; `admin` acts on every project's images. */
  readonly roles: readonly string[];
}

/** Why the image itself does not let it happen; each has a sentence in the locales. */
export const blockReasons = [
  'notOwner',
  'notModifiable',
  'dataArriving',
  'notActive',
  'deactivated',
  'notDeactivated',
  'protected',
  'alreadyDeleted',
  'visibleToAll',
  'volumeNeedsQemu',
  'volumeNeedsQcow2OrRaw',
] as const;
export type BlockReason = (typeof blockReasons)[number];

export type Permission<R extends string = BlockReason> =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'blocked'; readonly reason: R };

export type ImageAction =
  | 'modify'
  | 'tag'
  | 'download'
  | 'createVolume'
  | 'delete'
  | 'share'
  | 'deactivate'
  | 'reactivate';

interface Rule {
  readonly grant: GrantName;
  /** Only for the project that owns the image, and for administrators. */
  readonly ownersOnly: boolean;
  /** The first that answers blocks. */
  readonly blocks: readonly ((image: Image) => BlockReason | null)[];
}

const notActive = ({ status }: Image): BlockReason | null =>
  status === 'active' ? null : status === 'deactivated' ? 'deactivated' : 'notActive';
const gone = ({ status }: Image): BlockReason | null =>
  status === 'deleted' || status === 'pending_delete' ? 'alreadyDeleted' : null;
const needs = (holds: (image: Image) => boolean, reason: BlockReason) => (image: Image) =>
  holds(image) ? null : reason;

const rules: Readonly<Record<ImageAction, Rule>> = {
  modify: {
    grant: 'image.modify',
    ownersOnly: true,
    blocks: [gone, needs(({ status }) => status === 'active' || status === 'queued', 'notModifiable')],
  },
  tag: {
    grant: 'image.tag',
    ownersOnly: true,
    // Glance writes the image back as it was before the data came: what is changed meanwhile is lost (25.1 and 30).
    blocks: [gone, needs(({ status }) => status !== 'saving' && status !== 'uploading', 'dataArriving')],
  },
  download: { grant: 'image.download', ownersOnly: false, blocks: [gone, notActive] },
  createVolume: {
    grant: 'volume.create',
    ownersOnly: false,
    blocks: [
      gone,
      needs(({ hypervisor }) => hypervisor.kind === 'known' && hypervisor.value === 'qemu', 'volumeNeedsQemu'),
      needs(({ diskFormat }) => diskFormat === 'qcow2' || diskFormat === 'raw', 'volumeNeedsQcow2OrRaw'),
      notActive,
    ],
  },
  delete: {
    grant: 'image.delete',
    ownersOnly: true,
    blocks: [gone, needs(({ isProtected }) => !isProtected, 'protected')],
  },
  share: {
    grant: 'image.share',
    ownersOnly: true,
    blocks: [gone, needs(({ visibility }) => visibility === 'shared' || visibility === 'private', 'visibleToAll')],
  },
  deactivate: { grant: 'image.deactivate', ownersOnly: true, blocks: [gone, notActive] },
  reactivate: {
    grant: 'image.deactivate',
    ownersOnly: true,
    blocks: [gone, needs(({ status }) => status === 'deactivated', 'notDeactivated')],
  },
};

/** Whether one action can be asked for; the policy's refusal comes before the image's own. */
export function imageAction<R extends string>(
  action: ImageAction,
  image: Image,
  actor: Actor<R>,
): Permission<R | BlockReason> {
  const rule = rules[action];
  const grant = actor.actions[rule.grant];
  if (!grant.allowed) return { kind: 'blocked', reason: grant.reason };
  if (rule.ownersOnly && !owns(image, actor)) return { kind: 'blocked', reason: 'notOwner' };
  const reason = rule.blocks.map((block) => block(image)).find((one) => one !== null);
  return reason === undefined ? { kind: 'allowed' } : { kind: 'blocked', reason };
}

/** Every action at once, for menus and toolbars. */
export function imageActions<R extends string>(
  image: Image,
  actor: Actor<R>,
): Readonly<Record<ImageAction, Permission<R | BlockReason>>> {
  const ask = (action: ImageAction) => imageAction(action, image, actor);
  return {
    modify: ask('modify'),
    tag: ask('tag'),
    download: ask('download'),
    createVolume: ask('createVolume'),
    delete: ask('delete'),
    share: ask('share'),
    deactivate: ask('deactivate'),
    reactivate: ask('reactivate'),
  };
}

function owns(image: Image, actor: Actor<string>): boolean {
  return actor.roles.includes('admin') || image.owner === null || image.owner === actor.project?.id;
}
