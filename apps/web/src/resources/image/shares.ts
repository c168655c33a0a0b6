import type { Session } from '@console/bff-contract';
import { useQuery } from '@tanstack/react-query';
import { imageKeys, scopeOf } from './keys.ts';
import { countPending, listShares, type Share } from './members.ts';
import { useImageApi } from './queries.ts';

const calm = { staleTime: 60_000, refetchOnWindowFocus: false } as const;

function isAdmin(session: Session): boolean {
  return session.roles.includes('admin');
}

/** What other projects share with the current one, whatever it has answered. */
export function useShares(session: Session) {
  const api = useImageApi();
  const projectId = session.project?.id;
  return useQuery({
    ...calm,
    queryKey: imageKeys.shares(scopeOf(session)),
    queryFn: async ({ signal }): Promise<readonly Share[]> =>
      projectId === undefined ? [] : listShares(api, { projectId, isAdmin: isAdmin(session) }, signal),
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
