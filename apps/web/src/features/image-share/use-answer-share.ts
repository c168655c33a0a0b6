import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerShare, imageKeys, type Share, scopeOf, useImageApi } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';

/** An answer to be given; it is told as soon as the cloud has it, not when everything has been read again. */
interface Answering extends Share {
  readonly onAnswered: () => void;
}

/** Answers for the current project; every view that depends on the answer is read again. */
export function useAnswerShare() {
  const api = useImageApi();
  const client = useQueryClient();
  const session = useSession();
  const scope = scopeOf(session);
  return useMutation({
    mutationFn: ({ image, answer }: Answering) => answerShare(api, image.id, session.project?.id ?? '', answer),
    onSuccess: (_member, { onAnswered }) => onAnswered(),
    onSettled: (_member, _error, { image }) =>
      Promise.all(
        [imageKeys.shares(scope), imageKeys.members(scope, image.id), imageKeys.list(scope)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
