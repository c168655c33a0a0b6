import { type Image, imageAction } from '@console/image-model';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scopeOf, splitByPermission } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { useToast } from '../../shared/ui/index.ts';
import { ConfirmPublic } from './confirm-public.tsx';
import { FailedList, GoingList, StayingList } from './image-lists.tsx';
import { confirmationOf, isConfirmed } from './plan.ts';
import type { Outcome } from './run.ts';
import { useDeletion } from './use-deletion.ts';

type Failed = Extract<Outcome, { kind: 'failed' }>;

/**
 * 删除镜像: names what goes and what cannot, asks, deletes, and tells what became of each. Stays open while something
 * has failed.
 * @param props.onDeleted called with those that are gone, before the views forget them
 */
export function DeleteImagesDialog(props: {
  readonly images: readonly Image[];
  readonly onClose: () => void;
  readonly onDeleted: (images: readonly Image[]) => void;
}) {
  const { t } = useTranslation('imageDelete');
  const session = useSession();
  const toast = useToast();
  const cancel = useRef<HTMLButtonElement>(null);
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState<readonly Failed[]>([]);
  const deletion = useDeletion(scopeOf(session), (outcomes) => {
    const gone = outcomes.filter(({ kind }) => kind !== 'failed').map(({ image }) => image);
    const notGone = outcomes.filter((outcome) => outcome.kind === 'failed');
    setFailed(notGone);
    if (gone.length > 0) {
      toast.done(
        gone.length === 1 && gone[0]?.name ? t('doneOne', { name: gone[0].name }) : t('done', { count: gone.length }),
      );
      props.onDeleted(gone);
    }
    if (notGone.length === 0) props.onClose();
  });

  const { allowed, blocked } = splitByPermission(props.images, (image) => imageAction('delete', image, session));
  const going = failed.length > 0 ? failed.map(({ image }) => image) : allowed;
  const confirmation = confirmationOf(going);
  const isRunning = deletion.isRunning;
  const label =
    failed.length > 0
      ? t('retry', { count: going.length })
      : props.images.length === 1
        ? t('delete')
        : t('deleteMany', { count: going.length });

  return (
    <Modal
      open
      title={props.images.length === 1 ? t('title') : t('titleMany', { count: going.length || props.images.length })}
      onCancel={props.onClose}
      closable={!isRunning}
      mask={{ closable: false }}
      keyboard={!isRunning}
      afterOpenChange={(isOpen) => isOpen && cancel.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancel} disabled={isRunning} onClick={props.onClose}>
          {failed.length > 0 || going.length === 0 ? t('close') : t('cancel')}
        </Button>,
        going.length > 0 && (
          <Button
            key="delete"
            type="primary"
            danger
            loading={isRunning}
            disabled={!isConfirmed(confirmation, typed)}
            onClick={() => deletion.start(going)}
          >
            {isRunning && going.length > 1 ? t('running', { done: deletion.done, count: going.length }) : label}
          </Button>
        ),
      ]}
    >
      {failed.length > 0 ? (
        <FailedList failed={failed} />
      ) : (
        <>
          {going.length > 0 && <GoingList images={going} />}
          {blocked.length > 0 && <StayingList staying={blocked} />}
        </>
      )}
      {going.length > 0 && confirmation.kind !== 'none' && (
        <ConfirmPublic confirmation={confirmation} typed={typed} onType={setTyped} />
      )}
    </Modal>
  );
}
