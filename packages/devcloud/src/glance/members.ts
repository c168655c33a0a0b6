import { isObject } from '../kernel/json.ts';
import { sendEmpty, sendJson } from '../kernel/send-response.ts';
import type { Caller } from '../kernel/service.ts';
import { isBeyondBmp } from './check-values.ts';
import { enforcePolicyOn, isAdmin, notAuthorized } from './enforce-policy.ts';
import { type GlanceRequest, requireImage } from './glance.ts';
import { badRequest, conflict, forbidden, GlanceFault, notFound } from './glance-fault.ts';
import { memberJson } from './image-json.ts';
import { MAX_MEMBERS, tooMany } from './limits.ts';
import { requireJson } from './require-json.ts';
import type { MemberStatus, StoredImage, StoredMember } from './stored-image.ts';

/** POST /v2/images/{id}/members */
export async function addMember(request: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = request;
  const projectId = readNewMember(await requireJson(call));
  const image = requireImage(request, id, `Image ${id} not found.`);
  if (image.visibility !== 'shared') throw forbidden(`Not allowed to create members for image ${id}.`);
  enforcePolicyOn('add_member', caller, image);
  const count = glance.members.of(id).length;
  if (count >= MAX_MEMBERS) {
    const { message } = tooMany('image members for this image', count + 1, MAX_MEMBERS);
    throw new GlanceFault(413, `Image member limit exceeded for image ${id}: ${message}:`);
  }
  if (glance.members.get(id, projectId)) throw conflict(`Member ${projectId} is duplicated for image ${id}`);
  sendJson(call, 200, memberJson(glance.members.add(id, projectId)));
}

/** GET /v2/images/{id}/members. The owner sees all rows, a member its own. */
export function listMembers(request: GlanceRequest, id: string): void {
  const { glance, call, caller } = request;
  const image = requireImage(request, id, `Image ${id} not found.`);
  if (image.visibility !== 'shared') {
    throw forbidden(`Not allowed to list members for image ${id}: Only shared images have members.`);
  }
  if (!mayLook(request, image)) throw notAuthorized('get_members');
  const members = glance.members.of(id).filter((member) => mayLookAt(caller, image, member));
  sendJson(call, 200, { members: members.map(memberJson), schema: '/v2/schemas/members' });
}

/** GET /v2/images/{id}/members/{project} */
export function showMember(request: GlanceRequest, id: string, projectId: string): void {
  const image = requireImage(request, id, `Image ${id} not found.`);
  if (image.visibility !== 'shared') throw notFound('Only shared images have members.');
  sendJson(request.call, 200, memberJson(requireMember(request, image, projectId)));
}

/** PUT /v2/images/{id}/members/{project}. Sets the member's answer. */
export async function answerMembership(request: GlanceRequest, id: string, projectId: string): Promise<void> {
  const { glance, call, caller } = request;
  const status = readAnswer(await requireJson(call));
  const image = requireImage(request, id, `Image ${id} not found.`);
  if (image.visibility !== 'shared') throw forbidden(`Not allowed to update members for image ${id}.`);
  const member = requireMember(request, image, projectId);
  const isTheirs = caller.roles.includes('member') && caller.projectId === projectId;
  if (!isAdmin(caller) && !isTheirs) throw notAuthorized('modify_member');
  if (!isMemberStatus(status)) {
    throw badRequest('Incorrect request: Status must be "pending", "accepted" or "rejected".');
  }
  sendJson(call, 200, memberJson(glance.members.answer(member, status)));
}

/** DELETE /v2/images/{id}/members/{project} */
export function removeMember(request: GlanceRequest, id: string, projectId: string): void {
  const { glance, call, caller } = request;
  const image = requireImage(request, id, `Image ${id} not found.`);
  if (image.visibility !== 'shared') throw forbidden(`Not allowed to delete members for image ${id}.`);
  requireMember(request, image, projectId);
  enforcePolicyOn('delete_member', caller, image);
  glance.members.remove(id, projectId);
  sendEmpty(call, 204);
}

function requireMember(request: GlanceRequest, image: StoredImage, projectId: string): StoredMember {
  const member = request.glance.members.get(image.id, projectId);
  if (member && mayLookAt(request.caller, image, member)) return member;
  throw notFound(`${projectId} not found in the member list of the image ${image.id}.`);
}

function mayLook({ glance, caller }: GlanceRequest, image: StoredImage): boolean {
  if (isAdmin(caller)) return true;
  if (!caller.roles.includes('reader') || caller.projectId === null) return false;
  return caller.projectId === image.owner || glance.members.get(image.id, caller.projectId) !== null;
}

function mayLookAt(caller: Caller, image: StoredImage, member: StoredMember): boolean {
  return isAdmin(caller) || caller.projectId === image.owner || caller.projectId === member.projectId;
}

function readNewMember(body: unknown): string {
  if (!isObject(body)) throw badRequest('Expected a member in the form: {"member": "image_id"}');
  if (!('member' in body)) throw badRequest('Member to be added not specified');
  if (typeof body.member !== 'string' || body.member === '') throw badRequest("Member can't be empty");
  if (isBeyondBmp(body.member)) throw badRequest("Member can't contain 4 byte unicode characters.");
  return body.member;
}

function readAnswer(body: unknown): unknown {
  if (!isObject(body)) throw badRequest('Expected a status in the form: {"status": "status"}');
  if (!('status' in body)) throw badRequest('Status not specified');
  return body.status;
}

function isMemberStatus(status: unknown): status is MemberStatus {
  return status === 'pending' || status === 'accepted' || status === 'rejected';
}
