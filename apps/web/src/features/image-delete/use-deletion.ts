import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteImage, dropImage, type Scope } from '../../resources/image/index.ts';
import { useHttp } from '../../shared/http/index.ts';
import { useOneAtATime } from '../../shared/ui/index.ts';
import { deleteImages, type Outcome } from './run.ts';

/** Deletes images and takes them out of every view; `done` grows while it runs. */
export function useDeletion(scope: Scope, onEnd: (outcomes: readonly Outcome[]) => void) {
  const http = useHttp();
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const { mutate, isPending, data } = useMutation({
    mutationFn: (images: readonly Image[]) => {
      setDone(0);
      return deleteImages(
        (id) => deleteImage({ http }, id),
        images,
        () => setDone((now) => now + 1),
      );
    },
    onSuccess: (outcomes) => {
      onEnd(outcomes);
      for (const { kind, image } of outcomes) if (kind !== 'failed') dropImage(client, scope, image.id);
    },
  });
  return { start: useOneAtATime(mutate), isRunning: isPending, done, outcomes: data ?? null };
}
