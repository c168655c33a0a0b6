import type { Image } from '@console/image-model';
import { useMembers } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';

/** With how many projects an image is shared, as far as the reader may know; `null` until known, and where it cannot be. */
export function useMemberCount(image: Image): number | null {
  return useMembers(useSession(), image).data?.length ?? null;
}
