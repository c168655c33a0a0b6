import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerShare, imageKeys, type Share, scopeOf, useImageApi } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';

/** Answers for the current project; every view that depends on the answer is read again. */
export function useAnswerShare() {
  const api = useImageApi();
  const client = useQueryClient();
  const session = useSession();
  const scope = scopeOf(session);
  return useMutation({
    mutationFn: ({ image, answer }: Share) => answerShare(api, image.id, session.project?.id ?? '', answer),
    onSettled: (_member, _error, { image }) =>
      Promise.all(
        [imageKeys.shares(scope), imageKeys.members(scope, image.id), imageKeys.list(scope)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
