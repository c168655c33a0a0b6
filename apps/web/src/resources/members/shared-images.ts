import type { Session } from '@console/bff-contract';
import type { Image } from '@console/image-model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isNotFound } from '../../shared/http/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { type ImageApi, listImages } from '../images/image-api.ts';
import { imageKeys } from '../images/image-keys.ts';
import { useImageApi } from '../images/image-queries.ts';
import { mapConcurrently } from '../images/map-concurrently.ts';
import { getMember, type MemberAnswer, memberAnswers } from './members.ts';

/** Another project's image, and what this project has answered. */
export interface SharedImage {
  readonly image: Image;
  readonly answer: MemberAnswer;
}

/** What is shared with a project, as far as it has been looked up. */
export interface SharedImages {
  readonly found: readonly SharedImage[];
  /** Other projects' images of which it is not known whether they are shared with this one. */
  readonly unasked: number;
}

/** Who asks what is shared with him. */
export type SharedImagesReader =
  | { readonly kind: 'member'; readonly projectId: string }
  /** Is shown everybody's shared images by the cloud; `most`: how many of them to ask about, the newest first. */
  | { readonly kind: 'admin'; readonly projectId: string; readonly most: number };

/** Everything that other projects share with this one, newest first within each answer. @throws RequestError */
export async function listSharedImages(
  api: ImageApi,
  reader: SharedImagesReader,
  signal?: AbortSignal,
): Promise<SharedImages> {
  return reader.kind === 'admin'
    ? sharesOfAdmin(api, reader, signal)
    : { found: await sharesOfMember(api, reader.projectId, signal), unasked: 0 };
}

/** How many images wait for the project's answer. Not for administrators, whom the cloud shows everybody's. @throws RequestError */
export async function countPendingImages(api: ImageApi, projectId: string, signal?: AbortSignal): Promise<number> {
  return (await foreignImages(api, projectId, 'pending', signal)).length;
}

async function sharesOfMember(api: ImageApi, projectId: string, signal?: AbortSignal): Promise<readonly SharedImage[]> {
  const lists = await Promise.all(
    memberAnswers.map(async (answer) => {
      const images = await foreignImages(api, projectId, answer, signal);
      return images.map((image) => ({ image, answer }));
    }),
  );
  return lists.flat();
}

/** The cloud does not filter for an administrator: each image is asked for this project's row. */
async function sharesOfAdmin(
  api: ImageApi,
  { projectId, most }: Extract<SharedImagesReader, { kind: 'admin' }>,
  signal?: AbortSignal,
): Promise<SharedImages> {
  const all = await foreignImages(api, projectId, 'all', signal);
  const images = all.slice(0, most);
  const answers = await mapConcurrently(images, ({ id }) => answerOf(api, id, projectId, signal));
  const found = images.flatMap((image, index): readonly SharedImage[] => {
    const answer = answers[index] ?? null;
    return answer === null ? [] : [{ image, answer }];
  });
  return { found, unasked: all.length - images.length };
}

async function answerOf(
  api: Pick<ImageApi, 'http'>,
  imageId: string,
  projectId: string,
  signal?: AbortSignal,
): Promise<MemberAnswer | null> {
  try {
    return (await getMember(api, imageId, projectId, signal)).answer;
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
  memberStatus: MemberAnswer | 'all',
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

const calm = { staleTime: 60_000, refetchOnWindowFocus: false } as const;

function isAdmin(session: Session): boolean {
  return session.roles.includes('admin');
}

/** About how many images an administrator's inbox asks by itself: each costs the cloud a request. */
const askedByItself = 60;

/** What other projects share with the current one, whatever it has answered. `thorough`: an administrator wants all looked up. */
export function useSharedImages(session: Session, thorough: boolean) {
  const api = useImageApi();
  const projectId = session.project?.id;
  const most = thorough ? Number.POSITIVE_INFINITY : askedByItself;
  return useQuery({
    ...calm,
    queryKey: [...imageKeys.shared(scopeOf(session)), { thorough }],
    // What is known stays while the rest is looked up.
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<SharedImages> => {
      if (projectId === undefined) return { found: [], unasked: 0 };
      const reader = isAdmin(session)
        ? ({ kind: 'admin', projectId, most } as const)
        : ({ kind: 'member', projectId } as const);
      return listSharedImages(api, reader, signal);
    },
  });
}

/**
 * How many images wait for an answer; 0 until it is known, and for an administrator: the cloud shows him everybody's,
 * and to ask about each is for the inbox.
 */
export function usePendingImageCount(session: Session): number {
  const api = useImageApi();
  const projectId = session.project?.id ?? '';
  const { data } = useQuery({
    ...calm,
    queryKey: imageKeys.pendingShared(scopeOf(session)),
    enabled: projectId !== '' && !isAdmin(session),
    queryFn: ({ signal }) => countPendingImages(api, projectId, signal),
  });
  return data ?? 0;
}
