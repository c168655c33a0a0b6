import { type Image, imageAction } from '@console/image-model';
import { Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockedImage, type FailedImage, splitByPermission } from '../../resources/images/image-action-button.tsx';
import { BlockedImageList, FailedImageList, ImageSummaryList } from '../../resources/images/image-summary-list.tsx';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { Size, useToast } from '../../shared/ui/index.ts';
import { type Confirmation, isConfirmed, requiredConfirmation } from './confirmation.ts';
import styles from './delete.module.css';
import { useDeleteImages } from './delete-images.ts';

/**
 * 删除镜像: lists the images that can and cannot be deleted, asks for confirmation and deletes them. The dialog stays
 * open while an image has failed.
 * @param props.onDeleted called with the deleted images before they leave the query cache
 */
export function DeleteImagesDialog(props: {
  readonly images: readonly Image[];
  readonly onClose: () => void;
  readonly onDeleted: (images: readonly Image[]) => void;
}) {
  const { t } = useTranslation('imageDelete');
  const session = useSession();
  const toast = useToast();
  const cancelButton = useRef<HTMLButtonElement>(null);
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState<readonly FailedImage[]>([]);
  const deletion = useDeleteImages(scopeOf(session), (outcomes) => {
    const deleted = outcomes.filter(({ kind }) => kind !== 'failed').map(({ image }) => image);
    const stillFailed = outcomes.filter((outcome) => outcome.kind === 'failed');
    setFailed(stillFailed);
    if (deleted.length > 0) {
      const [first] = deleted;
      toast.success(
        deleted.length === 1 && first?.name ? t('doneOne', { name: first.name }) : t('done', { count: deleted.length }),
      );
      props.onDeleted(deleted);
    }
    if (stillFailed.length === 0) props.onClose();
  });

  const { allowed, blocked } = splitByPermission(props.images, (image) => imageAction('delete', image, session));
  const targets = failed.length > 0 ? failed.map(({ image }) => image) : allowed;
  const confirmation = requiredConfirmation(targets);
  const { isRunning } = deletion;
  const label =
    failed.length > 0
      ? t('retry', { count: targets.length })
      : props.images.length === 1
        ? t('delete')
        : t('deleteMany', { count: targets.length });

  return (
    <Modal
      open
      title={props.images.length === 1 ? t('title') : t('titleMany', { count: targets.length || props.images.length })}
      onCancel={props.onClose}
      closable={!isRunning}
      mask={{ closable: false }}
      keyboard={!isRunning}
      afterOpenChange={(isOpen) => isOpen && cancelButton.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancelButton} disabled={isRunning} onClick={props.onClose}>
          {failed.length > 0 || targets.length === 0 ? t('close') : t('cancel')}
        </Button>,
        targets.length > 0 && (
          <Button
            key="delete"
            type="primary"
            danger
            loading={isRunning}
            disabled={!isConfirmed(confirmation, typed)}
            onClick={() => deletion.start(targets)}
          >
            {isRunning && targets.length > 1
              ? t('running', { done: deletion.doneCount, count: targets.length })
              : label}
          </Button>
        ),
      ]}
    >
      {failed.length > 0 ? (
        <FailedList failed={failed} />
      ) : (
        <>
          {targets.length > 0 && <DeletableList images={targets} />}
          {blocked.length > 0 && <BlockedList blocked={blocked} />}
        </>
      )}
      {targets.length > 0 && confirmation.kind !== 'none' && (
        <ConfirmationField confirmation={confirmation} typed={typed} onType={setTyped} />
      )}
    </Modal>
  );
}

function DeletableList({ images }: { readonly images: readonly Image[] }) {
  const { t } = useTranslation('imageDelete');
  return (
    <section>
      <p>{t('deletable', { count: images.length })}</p>
      <ImageSummaryList images={images} end={(image) => <Size bytes={image.size} />} />
    </section>
  );
}

function BlockedList({ blocked }: { readonly blocked: readonly BlockedImage[] }) {
  const { t } = useTranslation('imageDelete');
  return (
    <section>
      <p className={styles.warning}>{t('blocked', { count: blocked.length })}</p>
      <BlockedImageList blocked={blocked} />
    </section>
  );
}

function FailedList({ failed }: { readonly failed: readonly FailedImage[] }) {
  const { t } = useTranslation('imageDelete');
  return (
    <section role="alert">
      <p className={styles.warning}>{t('failed', { count: failed.length })}</p>
      <FailedImageList failed={failed} />
    </section>
  );
}

function ConfirmationField(props: {
  readonly confirmation: Exclude<Confirmation, { kind: 'none' }>;
  readonly typed: string;
  readonly onType: (text: string) => void;
}) {
  const { t } = useTranslation('imageDelete');
  const id = useId();
  const { confirmation } = props;
  return (
    <div className={styles.confirm}>
      <label htmlFor={id}>
        {confirmation.kind === 'name'
          ? t('confirm.name', { name: confirmation.text })
          : t('confirm.count', { count: confirmation.count })}
      </label>
      <Input id={id} value={props.typed} autoComplete="off" onChange={(event) => props.onType(event.target.value)} />
    </div>
  );
}
