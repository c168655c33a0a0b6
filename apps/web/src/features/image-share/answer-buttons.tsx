import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { imageKeys } from '../../resources/images/image-keys.ts';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { type MemberAnswer, sendMemberAnswer } from '../../resources/members/members.ts';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { BlockedButton, useConfirm, useExclusiveCallback, useToast } from '../../shared/ui/index.ts';
import styles from './share.module.css';
import { useFailureToast } from './share-mutations.ts';

/** The answers that a member can give after its present one. */
const offeredReplies = {
  pending: ['accept', 'reject'],
  accepted: ['leave'],
  rejected: ['accept'],
} as const satisfies Record<MemberAnswer, readonly string[]>;

type Reply = (typeof offeredReplies)[MemberAnswer][number];

/** A member leaves by rejecting, because Glance lets only the owner of the image remove a member. */
const answerByReply = { accept: 'accepted', reject: 'rejected', leave: 'rejected' } as const satisfies Record<
  Reply,
  MemberAnswer
>;

/** Buttons for the current project's answer to an image that is shared with it. */
export function AnswerButtons({ image, answer }: { readonly image: Image; readonly answer: MemberAnswer }) {
  const { t } = useTranslation(['imageShare', 'image']);
  const grant = useSession().actions['image.answerShare'];
  const name = useImageLabels().name(image);
  const confirm = useConfirm();
  const answering = useAnswerShare(image);
  const send = useExclusiveCallback((reply: Reply) => answering.mutateAsync(reply));
  const sendOnClick = (reply: Reply) => () => void send(reply).catch(() => undefined);
  const onClick: Readonly<Record<Reply, () => void>> = {
    accept: sendOnClick('accept'),
    reject: sendOnClick('reject'),
    leave: () =>
      confirm({
        title: t('imageShare:leave.title', { name }),
        body: t('imageShare:leave.body'),
        action: t('imageShare:leave.action'),
        danger: true,
        onConfirm: () => send('leave'),
      }),
  };
  if (!grant.allowed) {
    const reason = t(`image:blocked.${grant.reason}`);
    return offeredReplies[answer].map((reply) => (
      <BlockedButton key={reply} className={styles.blocked} label={t(`imageShare:${reply}.action`)} reason={reason} />
    ));
  }
  return offeredReplies[answer].map((reply) => (
    <Button
      key={reply}
      size="small"
      type={reply === 'accept' && answer === 'pending' ? 'primary' : 'default'}
      aria-label={t(`imageShare:${reply}.label`, { name })}
      disabled={answering.isPending}
      onClick={onClick[reply]}
    >
      {t(`imageShare:${reply}.action`)}
    </Button>
  ));
}

/**
 * Sends the current project's answer and refetches every query that depends on it. The toast appears as soon as Glance
 * has the answer; the mutation stays pending until the queries are up to date.
 */
function useAnswerShare(image: Image) {
  const { t } = useTranslation('imageShare');
  const api = useImageApi();
  const client = useQueryClient();
  const session = useSession();
  const scope = scopeOf(session);
  const toast = useToast();
  const name = useImageLabels().name(image);
  return useMutation({
    mutationFn: (reply: Reply) => sendMemberAnswer(api, image.id, session.project?.id ?? '', answerByReply[reply]),
    onSuccess: (_member, reply) => toast.success(t(`${reply}.done`, { name })),
    onError: useFailureToast(),
    onSettled: () =>
      Promise.all(
        [imageKeys.shared(scope), imageKeys.members(scope, image.id), imageKeys.list(scope)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
