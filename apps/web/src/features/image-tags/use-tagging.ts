import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { putImage, runEach, type Scope, useImageApi } from '../../resources/image/index.ts';
import { useOneAtATime } from '../../shared/ui/index.ts';
import { type TagOutcome, trySaveTags } from './save-tags.ts';
import type { TagChange } from './tag-change.ts';

interface Tagging {
  readonly images: readonly Image[];
  readonly change: TagChange;
}

/** Changes the tags of several images, each shown as soon as it is saved; `done` grows while it runs. */
export function useTagging(scope: Scope, onEnd: (outcomes: readonly TagOutcome[]) => void) {
  const api = useImageApi();
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ images, change }: Tagging) => {
      setDone(0);
      return runEach(images, async (image) => {
        const outcome = await trySaveTags(api, image, change);
        if (outcome.kind === 'saved') putImage(client, scope, outcome.record);
        setDone((now) => now + 1);
        return outcome;
      });
    },
    onSuccess: onEnd,
  });
  return { start: useOneAtATime(mutate), isRunning: isPending, done };
}
