import type { Image } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ShareAnswer, useImageWords } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { BlockedButton, useConfirm, useOneRunAtATime, useToast } from '../../shared/ui/index.ts';
import styles from './share.module.css';
import { useAnswerShare } from './use-answer-share.ts';
import { useTold } from './use-told.ts';

/** What can be done after each answer. Leaving is rejecting: the cloud lets no project remove itself. */
const offered = {
  pending: ['accept', 'reject'],
  accepted: ['leave'],
  rejected: ['accept'],
} as const satisfies Record<ShareAnswer, readonly string[]>;

type Step = (typeof offered)[ShareAnswer][number];

const answers = { accept: 'accepted', reject: 'rejected', leave: 'rejected' } as const satisfies Record<
  Step,
  ShareAnswer
>;

/** The current project's answer to an image shared with it. */
export function AnswerButtons({ image, answer }: { readonly image: Image; readonly answer: ShareAnswer }) {
  const { t } = useTranslation(['imageShare', 'image']);
  const grant = useSession().actions['image.answerShare'];
  const words = useImageWords();
  const confirm = useConfirm();
  const toast = useToast();
  const told = useTold();
  const answering = useAnswerShare();
  const name = words.name(image);

  const send = useOneRunAtATime((step: Step) =>
    told(() =>
      answering.mutateAsync({
        image,
        answer: answers[step],
        onAnswered: () => toast.done(t(`imageShare:${step}.done`, { name })),
      }),
    ),
  );
  const steps: Readonly<Record<Step, () => void>> = {
    accept: () => void send('accept').catch(() => undefined),
    reject: () => void send('reject').catch(() => undefined),
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
    return offered[answer].map((step) => (
      <BlockedButton key={step} className={styles.blocked} label={t(`imageShare:${step}.action`)} reason={reason} />
    ));
  }
  return offered[answer].map((step) => (
    <Button
      key={step}
      size="small"
      type={step === 'accept' && answer === 'pending' ? 'primary' : 'default'}
      aria-label={t(`imageShare:${step}.label`, { name })}
      disabled={answering.isPending}
      onClick={steps[step]}
    >
      {t(`imageShare:${step}.action`)}
    </Button>
  ));
}
