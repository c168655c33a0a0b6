import type { Caller } from '../kernel/service.ts';
import { forbidden, notFound } from './glance-fault.ts';
import type { StoredImage } from './stored-image.ts';

/** What a rule is evaluated against: an existing image, or one that is about to be created. */
interface Target {
  readonly owner: string | null;
  readonly visibility?: string;
}

type Rule = (caller: Caller, target: Target) => boolean;

const has = (caller: Caller, role: string): boolean => caller.roles.includes(role);
const owns = (caller: Caller, target: Target): boolean =>
  caller.projectId !== null && caller.projectId === target.owner;
const isOpen = (target: Target): boolean => ['public', 'community', 'shared'].includes(target.visibility ?? '');

const admin: Rule = (caller) => has(caller, 'admin');
const ownMember: Rule = (caller, target) => admin(caller, target) || (has(caller, 'member') && owns(caller, target));
const ownReader: Rule = (caller, target) => admin(caller, target) || (has(caller, 'reader') && owns(caller, target));
const anyReader: Rule = (caller, target) =>
  admin(caller, target) || (has(caller, 'reader') && (owns(caller, target) || isOpen(target)));
const anyMember: Rule = (caller, target) =>
  admin(caller, target) || (has(caller, 'member') && (owns(caller, target) || isOpen(target)));
const scopedReader: Rule = (caller, target) =>
  admin(caller, target) || (has(caller, 'reader') && caller.projectId !== null);

/** Secure RBAC rules of release Zed: admins may do everything, members act in their own project, readers only read. */
const RULES = {
  get_images: scopedReader,
  get_image: anyReader,
  add_image: ownMember,
  modify_image: ownMember,
  delete_image: ownMember,
  upload_image: ownMember,
  download_image: anyMember,
  publicize_image: admin,
  communitize_image: ownMember,
  copy_image: admin,
  deactivate: ownMember,
  reactivate: ownMember,
  get_image_location: ownReader,
  delete_image_location: admin,
  set_image_location: ownMember,
  add_member: ownMember,
  delete_member: ownMember,
  tasks_api_access: admin,
  stores_info_detail: admin,
  get_metadef_namespaces: scopedReader,
  get_metadef_namespace: scopedReader,
  add_metadef_namespace: admin,
  cache_list: admin,
} satisfies Record<string, Rule>;

export type Action = keyof typeof RULES;

export function isAdmin(caller: Caller): boolean {
  return has(caller, 'admin');
}

export function policyAllows(action: Action, caller: Caller, target: Target = { owner: caller.projectId }): boolean {
  return RULES[action](caller, target);
}

/** Throws 403 with the action's name when the rule refuses the caller. */
export function enforcePolicy(action: Action, caller: Caller, target: Target = { owner: caller.projectId }): void {
  if (!policyAllows(action, caller, target)) throw notAuthorized(action);
}

/** Like `enforcePolicy`, but throws 404 for an image that the caller cannot see. */
export function enforcePolicyOn(action: Action, caller: Caller, image: StoredImage): void {
  if (policyAllows(action, caller, image)) return;
  throw action === 'get_image' || !policyAllows('get_image', caller, image) ? notFound() : notAuthorized(action);
}

/** Throws 403 when the caller may not set this visibility. */
export function enforceVisibility(caller: Caller, visibility: unknown, target: Target): void {
  if (visibility === 'public') enforcePolicy('publicize_image', caller, target);
  if (visibility === 'community') enforcePolicy('communitize_image', caller, target);
}

export function notAuthorized(action: string): Error {
  return forbidden(`You are not authorized to complete ${action} action.`);
}

/** Returns whether the caller can see the image. `isMember` is called only for a shared image of another project. */
export function isVisible(caller: Caller, image: StoredImage, isMember: () => boolean): boolean {
  if (isAdmin(caller) || image.owner === null) return true;
  if (image.visibility === 'public' || image.visibility === 'community') return true;
  if (caller.projectId === null) return false;
  return caller.projectId === image.owner || (image.visibility === 'shared' && isMember());
}
