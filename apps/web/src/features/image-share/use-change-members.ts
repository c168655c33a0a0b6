import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  addMember,
  imageKeys,
  makeShared,
  putImage,
  removeMember,
  scopeOf,
  useImageApi,
} from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';

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
