import { paths } from '@console/bff-contract';
import { encodePatch } from '@console/image-codec';
import type { Image } from '@console/image-model';
import { parseMember, parseMemberList, type WireMember } from '@console/openstack-api';
import { ignoreBody, isNotFound } from '../../shared/http/index.ts';
import { getImage, type ImageApi, type ImageRecord, listImages, patchImage } from './api.ts';

/** What a project has answered to an image that was shared with it. */
export const shareAnswers = ['pending', 'accepted', 'rejected'] as const;
export type ShareAnswer = (typeof shareAnswers)[number];

/** A project that an image is shared with. */
export interface Member {
  readonly projectId: string;
  /** `null` where the cloud says something the console has no word for. */
  readonly answer: ShareAnswer | null;
  /** The cloud's own word. */
  readonly status: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** Another project's image, and what this project has answered. */
export interface Share {
  readonly image: Image;
  readonly answer: ShareAnswer;
}

/** What is shared with a project, as far as it has been looked up. */
export interface Shares {
  readonly found: readonly Share[];
  /** Other projects' images of which it is not known whether they are shared with this one. */
  readonly unasked: number;
}

/** Who asks what is shared with him. */
export type ShareReader =
  | { readonly kind: 'member'; readonly projectId: string }
  /** Is shown everybody's shared images by the cloud; `most`: how many of them to ask about, the newest first. */
  | { readonly kind: 'admin'; readonly projectId: string; readonly most: number };

type Caller = Pick<ImageApi, 'http'>;

function pathOf(imageId: string, projectId?: string): string {
  const members = `${paths.image}/v2/images/${encodeURIComponent(imageId)}/members`;
  return projectId === undefined ? members : `${members}/${encodeURIComponent(projectId)}`;
}

function memberOf(wire: WireMember): Member {
  return {
    projectId: wire.member_id,
    answer: shareAnswers.find((answer) => answer === wire.status) ?? null,
    status: wire.status,
    createdAt: wire.created_at ?? null,
    updatedAt: wire.updated_at ?? null,
  };
}

const readMember = (body: unknown): Member => memberOf(parseMember(body));

/** All of them for the owner; a member is told its own row only. @throws RequestError, `cloud` with 403 unless the image's visibility is `shared` */
export function listMembers(api: Caller, imageId: string, signal?: AbortSignal): Promise<readonly Member[]> {
  return api.http.send({
    path: pathOf(imageId),
    signal,
    parse: (body) => parseMemberList(body).map(memberOf),
  });
}

/** Glance takes any text for a project. @throws RequestError, `cloud` with 409 where it is a member already */
export function addMember(api: Caller, imageId: string, projectId: string): Promise<Member> {
  return api.http.send({ method: 'POST', path: pathOf(imageId), body: { member: projectId }, parse: readMember });
}

/** For the owner; a project cannot remove itself. One that is gone already is as good. @throws RequestError */
export async function removeMember(api: Caller, imageId: string, projectId: string): Promise<void> {
  try {
    await api.http.send({ method: 'DELETE', path: pathOf(imageId, projectId), parse: ignoreBody });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Accepts or rejects on behalf of the project it is shared with. @throws RequestError */
export function answerShare(api: Caller, imageId: string, projectId: string, answer: ShareAnswer): Promise<Member> {
  return api.http.send({
    method: 'PUT',
    path: pathOf(imageId, projectId),
    body: { status: answer },
    parse: readMember,
  });
}

/** Changes the visibility to `shared`, against the image as it is now. @throws RequestError */
export async function makeShared(api: ImageApi, imageId: string): Promise<ImageRecord> {
  const record = await getImage(api, imageId);
  const patch = encodePatch(record.wire, { name: record.image.name, visibility: 'shared' }, api.profile);
  return patch.length === 0 ? record : patchImage(api, imageId, patch);
}

/** Everything that other projects share with this one, newest first within each answer. @throws RequestError */
export async function listShares(api: ImageApi, reader: ShareReader, signal?: AbortSignal): Promise<Shares> {
  return reader.kind === 'admin'
    ? sharesOfAdmin(api, reader, signal)
    : { found: await sharesOfMember(api, reader.projectId, signal), unasked: 0 };
}

/** How many images wait for the project's answer. Not for administrators, whom the cloud shows everybody's. @throws RequestError */
export async function countPending(api: ImageApi, projectId: string, signal?: AbortSignal): Promise<number> {
  return (await foreignImages(api, projectId, 'pending', signal)).length;
}

async function sharesOfMember(api: ImageApi, projectId: string, signal?: AbortSignal): Promise<readonly Share[]> {
  const lists = await Promise.all(
    shareAnswers.map(async (answer) => {
      const images = await foreignImages(api, projectId, answer, signal);
      return images.map((image) => ({ image, answer }));
    }),
  );
  return lists.flat();
}

/** Requests at a time; more would only queue in the cloud. */
const parallel = 4;

/** The cloud does not filter for an administrator: each image is asked for this project's row. */
async function sharesOfAdmin(
  api: ImageApi,
  { projectId, most }: Extract<ShareReader, { kind: 'admin' }>,
  signal?: AbortSignal,
): Promise<Shares> {
  const all = await foreignImages(api, projectId, 'all', signal);
  const images = all.slice(0, most);
  const answers: (ShareAnswer | null)[] = [];
  const waiting = images.entries();
  async function work(): Promise<void> {
    for (const [place, image] of waiting) answers[place] = await answerOf(api, image.id, projectId, signal);
  }
  await Promise.all(Array.from({ length: parallel }, work));
  const found = images.flatMap((image, place): readonly Share[] => {
    const answer = answers[place] ?? null;
    return answer === null ? [] : [{ image, answer }];
  });
  return { found, unasked: all.length - images.length };
}

async function answerOf(
  api: Caller,
  imageId: string,
  projectId: string,
  signal?: AbortSignal,
): Promise<ShareAnswer | null> {
  try {
    const member = await api.http.send({ path: pathOf(imageId, projectId), signal, parse: readMember });
    return member.answer;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** The most a cloud gives in one page. */
const limit = 1000;

/** Shared images of other projects, all pages; the project's own are in the cloud's answer too. */
async function foreignImages(
  api: ImageApi,
  projectId: string,
  memberStatus: ShareAnswer | 'all',
  signal?: AbortSignal,
): Promise<readonly Image[]> {
  const found: Image[] = [];
  let marker: string | undefined;
  do {
    const page = await listImages(api, { visibility: 'shared', memberStatus, limit, marker }, signal);
    found.push(...page.images.filter(({ owner }) => owner !== projectId));
    marker = page.more ? page.images.at(-1)?.id : undefined;
  } while (marker !== undefined);
  return found;
}
