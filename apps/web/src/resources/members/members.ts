import type { Session } from '@console/bff-contract';
import { encodePatch } from '@console/image-codec';
import type { Image } from '@console/image-model';
import { parseMember, parseMemberList, type WireMember } from '@console/openstack-api';
import { useQuery } from '@tanstack/react-query';
import { ignoreBody, isNotFound } from '../../shared/http/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { getImage, type ImageApi, type ImageRecord, imagePath, patchImage } from '../images/image-api.ts';
import { imageKeys } from '../images/image-keys.ts';
import { useImageApi } from '../images/image-queries.ts';

/** What a project has answered to an image that was shared with it. */
export const memberAnswers = ['pending', 'accepted', 'rejected'] as const;
export type MemberAnswer = (typeof memberAnswers)[number];

/** A project that an image is shared with. */
export interface Member {
  readonly projectId: string;
  /** `null` where the cloud says something the console has no word for. */
  readonly answer: MemberAnswer | null;
  /** The cloud's own word. */
  readonly status: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

type Caller = Pick<ImageApi, 'http'>;

function membersPath(imageId: string, projectId?: string): string {
  const members = `${imagePath(imageId)}/members`;
  return projectId === undefined ? members : `${members}/${encodeURIComponent(projectId)}`;
}

function memberOf(wire: WireMember): Member {
  return {
    projectId: wire.member_id,
    answer: memberAnswers.find((answer) => answer === wire.status) ?? null,
    status: wire.status,
    createdAt: wire.created_at ?? null,
    updatedAt: wire.updated_at ?? null,
  };
}

const readMember = (body: unknown): Member => memberOf(parseMember(body));

/** All of them for the owner; a member is told its own row only. @throws RequestError, `cloud` with 403 unless the image's visibility is `shared` */
export function listMembers(api: Caller, imageId: string, signal?: AbortSignal): Promise<readonly Member[]> {
  return api.http.send({
    path: membersPath(imageId),
    signal,
    parse: (body) => parseMemberList(body).map(memberOf),
  });
}

/** One project's membership. @throws RequestError, `cloud` with 404 where it is no member */
export function getMember(api: Caller, imageId: string, projectId: string, signal?: AbortSignal): Promise<Member> {
  return api.http.send({ path: membersPath(imageId, projectId), signal, parse: readMember });
}

/** Glance takes any text for a project. @throws RequestError, `cloud` with 409 where it is a member already */
export function addMember(api: Caller, imageId: string, projectId: string): Promise<Member> {
  return api.http.send({ method: 'POST', path: membersPath(imageId), body: { member: projectId }, parse: readMember });
}

/** For the owner; a project cannot remove itself. One that is gone already is as good. @throws RequestError */
export async function removeMember(api: Caller, imageId: string, projectId: string): Promise<void> {
  try {
    await api.http.send({ method: 'DELETE', path: membersPath(imageId, projectId), parse: ignoreBody });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Accepts or rejects on behalf of the project it is shared with. @throws RequestError */
export function sendMemberAnswer(
  api: Caller,
  imageId: string,
  projectId: string,
  answer: MemberAnswer,
): Promise<Member> {
  return api.http.send({
    method: 'PUT',
    path: membersPath(imageId, projectId),
    body: { status: answer },
    parse: readMember,
  });
}

/** Changes the visibility to `shared`, against the image as it is now. @throws RequestError */
export async function setVisibilityShared(api: ImageApi, imageId: string): Promise<ImageRecord> {
  const record = await getImage(api, imageId);
  const patch = encodePatch(record.wire, { name: record.image.name, visibility: 'shared' }, api.profile);
  return patch.length === 0 ? record : patchImage(api, imageId, patch);
}

/** The projects an image is shared with, as far as the current one may know them; asked only of what can have any. */
export function useMembers(session: Session, image: Image) {
  const api = useImageApi();
  return useQuery({
    queryKey: imageKeys.members(scopeOf(session), image.id),
    enabled: image.visibility === 'shared',
    queryFn: ({ signal }) => listMembers(api, image.id, signal),
  });
}
