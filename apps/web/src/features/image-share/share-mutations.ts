import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { cacheImage } from '../../resources/images/image-cache.ts';
import { imageKeys } from '../../resources/images/image-keys.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { addMember, removeMember, setVisibilityShared } from '../../resources/members/members.ts';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { useFailureLine, useFailureText, useToast } from '../../shared/ui/index.ts';

/** Shares the image with a project, by the project's ID. */
export function useAddMember(image: Image) {
  const api = useImageApi();
  const refetchMembers = useRefetchMembers(image);
  return useMutation({
    mutationFn: (projectId: string) => addMember(api, image.id, projectId),
    onSettled: refetchMembers,
  });
}

/** Stops sharing the image with a project, by the project's ID. A failure is shown in a toast. */
export function useRemoveMember(image: Image) {
  const api = useImageApi();
  const refetchMembers = useRefetchMembers(image);
  return useMutation({
    mutationFn: (projectId: string) => removeMember(api, image.id, projectId),
    onError: useFailureToast(),
    onSettled: refetchMembers,
  });
}

/** Changes the visibility of the image to `shared`. A failure is shown in a toast. */
export function useMakeShared(image: Image) {
  const api = useImageApi();
  const client = useQueryClient();
  const scope = scopeOf(useSession());
  return useMutation({
    mutationFn: () => setVisibilityShared(api, image.id),
    onSuccess: (record) => cacheImage(client, scope, record),
    onError: useFailureToast(),
  });
}

/** Returns a function that shows a failure in a toast, for actions in a dialog or a row that have no room for an alert. */
export function useFailureToast(): (error: unknown) => void {
  const toast = useToast();
  const toText = useFailureText();
  const toLine = useFailureLine();
  return (error) => toast.error(toLine(toText(error)));
}

function useRefetchMembers(image: Image): () => Promise<void> {
  const client = useQueryClient();
  const queryKey = imageKeys.members(scopeOf(useSession()), image.id);
  return () => client.invalidateQueries({ queryKey });
}
