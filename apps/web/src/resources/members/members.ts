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

/** A project's answer to an image that was shared with it; Glance calls it the member's status. */
export const memberAnswers = ['pending', 'accepted', 'rejected'] as const;
export type MemberAnswer = (typeof memberAnswers)[number];

/** A project with which an image is shared. */
export interface Member {
  readonly projectId: string;
  /** `null` for a status that the console does not know. */
  readonly answer: MemberAnswer | null;
  /** The status as the cloud sent it. */
  readonly status: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

type MemberApi = Pick<ImageApi, 'http'>;

function membersPath(imageId: string, projectId?: string): string {
  const members = `${imagePath(imageId)}/members`;
  return projectId === undefined ? members : `${members}/${encodeURIComponent(projectId)}`;
}

function decodeMember(wire: WireMember): Member {
  return {
    projectId: wire.member_id,
    answer: memberAnswers.find((answer) => answer === wire.status) ?? null,
    status: wire.status,
    createdAt: wire.created_at ?? null,
    updatedAt: wire.updated_at ?? null,
  };
}

const parse = (body: unknown): Member => decodeMember(parseMember(body));

/**
 * Lists the members of an image: all of them for the owner, only its own row for a member.
 * @throws RequestError `cloud` with 403 unless the image's visibility is `shared`
 */
export function listMembers(api: MemberApi, imageId: string, signal?: AbortSignal): Promise<readonly Member[]> {
  return api.http.send({
    path: membersPath(imageId),
    signal,
    parse: (body) => parseMemberList(body).map(decodeMember),
  });
}

/** Fetches one member of an image. @throws RequestError `cloud` with 404 where the project is no member */
export function getMember(api: MemberApi, imageId: string, projectId: string, signal?: AbortSignal): Promise<Member> {
  return api.http.send({ path: membersPath(imageId, projectId), signal, parse });
}

/**
 * Shares an image with a project. Glance does not check that the project exists.
 * @throws RequestError `cloud` with 409 where the project is a member already
 */
export function addMember(api: MemberApi, imageId: string, projectId: string): Promise<Member> {
  return api.http.send({ method: 'POST', path: membersPath(imageId), body: { member: projectId }, parse });
}

/**
 * Stops sharing an image with a project. Only the owner may; a project cannot remove itself. A member that was removed
 * before counts as success. @throws RequestError
 */
export async function removeMember(api: MemberApi, imageId: string, projectId: string): Promise<void> {
  try {
    await api.http.send({ method: 'DELETE', path: membersPath(imageId, projectId), parse: ignoreBody });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Accepts or rejects an image for the project with which it is shared. @throws RequestError */
export function sendMemberAnswer(
  api: MemberApi,
  imageId: string,
  projectId: string,
  answer: MemberAnswer,
): Promise<Member> {
  return api.http.send({ method: 'PUT', path: membersPath(imageId, projectId), body: { status: answer }, parse });
}

/** Changes the visibility of an image to `shared`, which members need. The patch is computed against the fetched image. @throws RequestError */
export async function setVisibilityShared(api: ImageApi, imageId: string): Promise<ImageRecord> {
  const record = await getImage(api, imageId);
  const patch = encodePatch(record.wire, { name: record.image.name, visibility: 'shared' }, api.profile);
  return patch.length === 0 ? record : patchImage(api, imageId, patch);
}

/** Queries the members of an image. Disabled for an image that is not shared, because Glance answers 403. */
export function useMembers(session: Session, image: Image) {
  const api = useImageApi();
  return useQuery({
    queryKey: imageKeys.members(scopeOf(session), image.id),
    enabled: image.visibility === 'shared',
    queryFn: ({ signal }) => listMembers(api, image.id, signal),
  });
}
