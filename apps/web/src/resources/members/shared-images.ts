import type { Session } from '@console/bff-contract';
import type { Image } from '@console/image-model';
import { hashKey, useQuery } from '@tanstack/react-query';
import { isNotFound } from '../../shared/http/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { type ImageApi, listImages } from '../images/image-api.ts';
import { imageKeys } from '../images/image-keys.ts';
import { useImageApi } from '../images/image-queries.ts';
import { mapConcurrently } from '../images/map-concurrently.ts';
import { getMember, type MemberAnswer, memberAnswers } from './members.ts';

/** An image that another project shares with this project, and this project's answer. */
export interface SharedImage {
  readonly image: Image;
  readonly answer: MemberAnswer;
}

/** The images that are shared with a project, as far as they have been checked. */
export interface SharedImages {
  readonly found: readonly SharedImage[];
  /** Number of shared images of other projects whose members have not been fetched. */
  readonly uncheckedCount: number;
}

/** The project whose shared images are listed, and whether its user is an administrator. */
export type SharedImagesReader =
  | { readonly kind: 'member'; readonly projectId: string }
  /** Glance lists every shared image to an administrator. `maxChecked`: of how many to fetch the member, newest first. */
  | { readonly kind: 'admin'; readonly projectId: string; readonly maxChecked: number };

/** Lists the images that other projects share with a project, newest first within each answer. @throws RequestError */
export async function listSharedImages(
  api: ImageApi,
  reader: SharedImagesReader,
  signal?: AbortSignal,
): Promise<SharedImages> {
  return reader.kind === 'admin'
    ? listForAdmin(api, reader, signal)
    : { found: await listForMember(api, reader.projectId, signal), uncheckedCount: 0 };
}

async function listForMember(api: ImageApi, projectId: string, signal?: AbortSignal): Promise<readonly SharedImage[]> {
  const lists = await Promise.all(
    memberAnswers.map(async (answer) => {
      const images = await listImagesOfOthers(api, projectId, answer, signal);
      return images.map((image) => ({ image, answer }));
    }),
  );
  return lists.flat();
}

/** Fetches this project's member of each image, because Glance ignores `member_status` for an administrator. */
async function listForAdmin(
  api: ImageApi,
  { projectId, maxChecked }: Extract<SharedImagesReader, { kind: 'admin' }>,
  signal?: AbortSignal,
): Promise<SharedImages> {
  const all = await listImagesOfOthers(api, projectId, 'all', signal);
  const images = all.slice(0, maxChecked);
  const answers = await mapConcurrently(images, ({ id }) => fetchAnswer(api, id, projectId, signal));
  const found = images.flatMap((image, index): readonly SharedImage[] => {
    const answer = answers[index] ?? null;
    return answer === null ? [] : [{ image, answer }];
  });
  return { found, uncheckedCount: all.length - images.length };
}

/** Returns `null` where the project is no member of the image. */
async function fetchAnswer(
  api: ImageApi,
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

/** The most images that Glance returns in one page (`api_limit_max`). */
const limit = 1000;

/** Lists the shared images of other projects, all pages. Glance's list includes the project's own shared images. */
async function listImagesOfOthers(
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

const sharedImagesOptions = { staleTime: 60_000, refetchOnWindowFocus: false } as const;

function isAdmin(session: Session): boolean {
  return session.roles.includes('admin');
}

/** How many images an administrator's inbox checks without being told to: each costs a request. */
const maxCheckedAtFirst = 60;

/** Queries the images shared with the current project. `thorough`: check every image for an administrator. */
export function useSharedImages(session: Session, thorough: boolean) {
  const api = useImageApi();
  const projectId = session.project?.id;
  const sharedKey = imageKeys.shared(scopeOf(session));
  const maxChecked = thorough ? Number.POSITIVE_INFINITY : maxCheckedAtFirst;
  return useQuery({
    ...sharedImagesOptions,
    queryKey: [...sharedKey, { thorough }],
    // The images checked so far stay visible while the others are checked, but not those of another project.
    placeholderData: (previous: SharedImages | undefined, query) =>
      query !== undefined && hashKey(query.queryKey.slice(0, -1)) === hashKey(sharedKey) ? previous : undefined,
    queryFn: async ({ signal }): Promise<SharedImages> => {
      if (projectId === undefined) return { found: [], uncheckedCount: 0 };
      const reader = isAdmin(session)
        ? ({ kind: 'admin', projectId, maxChecked } as const)
        : ({ kind: 'member', projectId } as const);
      return listSharedImages(api, reader, signal);
    },
  });
}

/**
 * Returns how many shared images wait for the project's answer. 0 while it is unknown, and for an administrator, whose
 * images would need a request each.
 */
export function usePendingImageCount(session: Session): number {
  const api = useImageApi();
  const projectId = session.project?.id ?? '';
  const { data } = useQuery({
    ...sharedImagesOptions,
    queryKey: imageKeys.pendingShared(scopeOf(session)),
    enabled: projectId !== '' && !isAdmin(session),
    queryFn: async ({ signal }) => (await listImagesOfOthers(api, projectId, 'pending', signal)).length,
  });
  return data ?? 0;
}
