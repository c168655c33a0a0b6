import type { Session } from '@console/bff-contract';
import type { Image } from '@console/image-model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { imageKeys, scopeOf } from './keys.ts';
import { countPending, listMembers, listShares, type Shares } from './members.ts';
import { useImageApi } from './queries.ts';

const calm = { staleTime: 60_000, refetchOnWindowFocus: false } as const;

function isAdmin(session: Session): boolean {
  return session.roles.includes('admin');
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

/** About how many images an administrator's inbox asks by itself: each costs the cloud a request. */
const askedByItself = 60;

/** What other projects share with the current one, whatever it has answered. `thorough`: an administrator wants all looked up. */
export function useShares(session: Session, thorough: boolean) {
  const api = useImageApi();
  const projectId = session.project?.id;
  const most = thorough ? Number.POSITIVE_INFINITY : askedByItself;
  return useQuery({
    ...calm,
    queryKey: [...imageKeys.shares(scopeOf(session)), { thorough }],
    // What is known stays while the rest is looked up.
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Shares> => {
      if (projectId === undefined) return { found: [], unasked: 0 };
      const reader = isAdmin(session)
        ? ({ kind: 'admin', projectId, most } as const)
        : ({ kind: 'member', projectId } as const);
      return listShares(api, reader, signal);
    },
  });
}

/**
 * How many images wait for an answer; 0 until it is known, and for an administrator: the cloud shows him everybody's,
 * and to ask about each is for the inbox.
 */
export function usePendingShares(session: Session): number {
  const api = useImageApi();
  const projectId = session.project?.id ?? '';
  const { data } = useQuery({
    ...calm,
    queryKey: imageKeys.pendingShares(scopeOf(session)),
    enabled: projectId !== '' && !isAdmin(session),
    queryFn: ({ signal }) => countPending(api, projectId, signal),
  });
  return data ?? 0;
}
