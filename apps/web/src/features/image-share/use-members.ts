import type { Image } from '@console/image-model';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addMember,
  imageKeys,
  listMembers,
  makeShared,
  putImage,
  removeMember,
  scopeOf,
  useImageApi,
} from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';

/** The projects an image is shared with, as far as the current one may know them. */
export function useMembers(image: Image) {
  const api = useImageApi();
  const scope = scopeOf(useSession());
  return useQuery({
    queryKey: imageKeys.members(scope, image.id),
    queryFn: ({ signal }) => listMembers(api, image.id, signal),
  });
}

/** Adds or removes a project, then reads the members again, however it went. */
export function useChangeMembers(image: Image) {
  const api = useImageApi();
  const client = useQueryClient();
  const scope = scopeOf(useSession());
  const onSettled = () => client.invalidateQueries({ queryKey: imageKeys.members(scope, image.id) });
  const add = useMutation({ mutationFn: (projectId: string) => addMember(api, image.id, projectId), onSettled });
  const remove = useMutation({ mutationFn: (projectId: string) => removeMember(api, image.id, projectId), onSettled });
  return { add, remove };
}

/** Makes the image one that can be shared. */
export function useMakeShared(image: Image) {
  const api = useImageApi();
  const client = useQueryClient();
  const scope = scopeOf(useSession());
  return useMutation({
    mutationFn: () => makeShared(api, image.id),
    onSuccess: (record) => putImage(client, scope, record),
  });
}
