import type { Image } from './image.ts';

/** The policy's decision about an action; `R` is the policy's own set of reasons. */
type Grant<R extends string> = { readonly allowed: true } | { readonly allowed: false; readonly reason: R };
type GrantName =
  | 'image.modify'
  | 'image.tag'
  | 'image.download'
  | 'image.delete'
  | 'image.share'
  | 'image.deactivate'
  | 'volume.create';

/** The part of a session that decides about actions. */
export interface Actor<R extends string> {
  readonly actions: Readonly<Record<GrantName, Grant<R>>>;
  readonly project: { readonly id: string } | null;
  /** Role names in the current project; `admin` may change the images of every project. */
  readonly roles: readonly string[];
}

/** Why the image itself blocks an action; the locales have a sentence for each. */
export type BlockReason =
  | 'notOwner'
  | 'notModifiable'
  | 'dataArriving'
  | 'notActive'
  | 'deactivated'
  | 'notDeactivated'
  | 'protected'
  | 'alreadyDeleted'
  | 'visibleToAll'
  | 'volumeNeedsQemu'
  | 'volumeNeedsQcow2OrRaw';

export type Permission<R extends string = BlockReason> =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'blocked'; readonly reason: R };

interface Rule {
  readonly grant: GrantName;
  /** Whether only the owning project and administrators may. */
  readonly ownersOnly: boolean;
  /** Conditions in order; the first reason that is not `null` blocks. */
  readonly blocks: readonly ((image: Image) => BlockReason | null)[];
}

const unless =
  (condition: (image: Image) => boolean, reason: BlockReason) =>
  (image: Image): BlockReason | null =>
    condition(image) ? null : reason;

const isPresent = unless(({ status }) => status !== 'deleted' && status !== 'pending_delete', 'alreadyDeleted');

const isActive = ({ status }: Image): BlockReason | null =>
  status === 'active' ? null : status === 'deactivated' ? 'deactivated' : 'notActive';

const rules = {
  modify: {
    grant: 'image.modify',
    ownersOnly: true,
    blocks: [isPresent, unless(({ status }) => status === 'active' || status === 'queued', 'notModifiable')],
  },
  tag: {
    grant: 'image.tag',
    ownersOnly: true,
    // When the data is complete, Glance 25.1 and 30 save the image as it was before the data came: changes are lost.
    blocks: [isPresent, unless(({ status }) => status !== 'saving' && status !== 'uploading', 'dataArriving')],
  },
  download: { grant: 'image.download', ownersOnly: false, blocks: [isPresent, isActive] },
  createVolume: {
    grant: 'volume.create',
    ownersOnly: false,
    blocks: [
      isPresent,
      unless(({ hypervisor }) => hypervisor.kind === 'known' && hypervisor.value === 'qemu', 'volumeNeedsQemu'),
      unless(({ diskFormat }) => diskFormat === 'qcow2' || diskFormat === 'raw', 'volumeNeedsQcow2OrRaw'),
      isActive,
    ],
  },
  delete: {
    grant: 'image.delete',
    ownersOnly: true,
    blocks: [isPresent, unless(({ isProtected }) => !isProtected, 'protected')],
  },
  share: {
    grant: 'image.share',
    ownersOnly: true,
    blocks: [
      isPresent,
      unless(({ visibility }) => visibility === 'shared' || visibility === 'private', 'visibleToAll'),
    ],
  },
  deactivate: { grant: 'image.deactivate', ownersOnly: true, blocks: [isPresent, isActive] },
  reactivate: {
    grant: 'image.deactivate',
    ownersOnly: true,
    blocks: [isPresent, unless(({ status }) => status === 'deactivated', 'notDeactivated')],
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type ImageAction = keyof typeof rules;

/** Decides whether the actor may apply an action to the image. The policy's reason comes before the image's. */
export function imageAction<R extends string>(
  action: ImageAction,
  image: Image,
  actor: Actor<R>,
): Permission<R | BlockReason> {
  const rule: Rule = rules[action];
  const grant = actor.actions[rule.grant];
  if (!grant.allowed) return { kind: 'blocked', reason: grant.reason };
  if (rule.ownersOnly && !isOwner(actor, image)) return { kind: 'blocked', reason: 'notOwner' };
  const reason = rule.blocks.map((block) => block(image)).find((each) => each !== null);
  return reason === undefined ? { kind: 'allowed' } : { kind: 'blocked', reason };
}

function isOwner(actor: Actor<string>, image: Image): boolean {
  return actor.roles.includes('admin') || image.owner === null || image.owner === actor.project?.id;
}
