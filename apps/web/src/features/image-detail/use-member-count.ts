import type { Image } from '@console/image-model';
import { useQuery } from '@tanstack/react-query';
import { imageKeys, listMembers, scopeOf, useImageApi } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';

/** With how many projects an image is shared, as far as the reader may know; `null` until known, and where it cannot be. */
export function useMemberCount(image: Image): number | null {
  const api = useImageApi();
  const scope = scopeOf(useSession());
  const { data } = useQuery({
    queryKey: imageKeys.members(scope, image.id),
    enabled: image.visibility === 'shared',
    queryFn: ({ signal }) => listMembers(api, image.id, signal),
    select: (members) => members.length,
  });
  return data ?? null;
}
