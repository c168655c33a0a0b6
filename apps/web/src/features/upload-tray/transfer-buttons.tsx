import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { allows, isEnded, type UploadTask, useUploadActions } from '../../resources/upload/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { useConfirm } from '../../shared/ui/index.ts';
import { RowButtons } from './row-frame.tsx';

type Word = 'pause' | 'resume' | 'retry' | 'cancel' | 'removeImage' | 'show' | 'dismiss';

/** What can be done with an upload as it stands; each button is named after its image as well. */
export function TransferButtons({ task, onLeave }: { readonly task: UploadTask; readonly onLeave: () => void }) {
  const { t } = useTranslation('upload');
  const uploads = useUploadActions();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const name = task.imageName;
  const failed = task.state.kind === 'failed';

  const askCancel = () =>
    confirm({
      title: t(failed ? 'cancel.failedTitle' : 'cancel.title', { name }),
      body: t(failed ? 'cancel.failedBody' : 'cancel.body'),
      action: t(failed ? 'cancel.failedAction' : 'cancel.action'),
      danger: true,
      onConfirm: () => uploads.cancel(task.id),
    });
  const show = () => {
    onLeave();
    void navigate(routes.image(task.id));
  };

  const buttons: readonly (readonly [Word, boolean, () => void])[] = [
    ['pause', allows(task, 'pause'), () => uploads.pause(task.id)],
    ['resume', allows(task, 'resume'), () => uploads.resume(task.id)],
    ['retry', allows(task, 'retry'), () => uploads.retry(task.id)],
    ['cancel', allows(task, 'cancel') && !failed, askCancel],
    ['removeImage', allows(task, 'cancel') && failed, askCancel],
    ['show', task.state.kind === 'done', show],
    ['dismiss', isEnded(task), () => uploads.dismiss(task.id)],
  ];
  return (
    <RowButtons
      buttons={buttons.map(([key, offered, act]) => ({
        key,
        offered,
        act,
        label: t(`action.${key}`),
        fullLabel: t(`action.${key}Of`, { name }),
        danger: key === 'cancel' || key === 'removeImage',
      }))}
    />
  );
}
