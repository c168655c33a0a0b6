import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  createVolume,
  rememberAsked,
  type Volume,
  type VolumeDraft,
  type VolumeScope,
  volumeKeys,
} from '../../resources/volume/index.ts';
import { useHttp } from '../../shared/http/index.ts';

/** Asks for a volume and remembers it; whatever comes of it, what is left of the quota and the image's volumes are asked for anew. */
export function useCreateVolume(scope: VolumeScope, onMade: (volume: Volume) => void) {
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: VolumeDraft) => createVolume(http, draft),
    onSuccess: (volume, { imageId }) => {
      rememberAsked(client, scope, imageId, volume);
      onMade(volume);
    },
    onSettled: (_volume, _error, { imageId }) => {
      void client.invalidateQueries({ queryKey: volumeKeys.limits(scope) });
      void client.invalidateQueries({ queryKey: volumeKeys.ofImage(scope, imageId) });
    },
  });
}
