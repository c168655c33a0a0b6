import { type Image, imageAction } from '@console/image-model';
import { Alert, Button, Modal, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scopeOf, useFreshImage, useImageWords } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import type { Volume } from '../../resources/volume/index.ts';
import { FailureAlert, useExclusiveMutate } from '../../shared/ui/index.ts';
import { QuotaLine } from './quota-line.tsx';
import { quotaVerdict, type VolumeOutput } from './rules.ts';
import { useCreateVolume } from './use-create-volume.ts';
import { useVolumeStart } from './use-volume-start.ts';
import styles from './volume.module.css';
import { VolumeFields } from './volume-fields.tsx';
import { VolumeProgress } from './volume-progress.tsx';

/**
 * 创建云硬盘: looks at the image once more, says what the quota leaves, asks Cinder for the volume and follows it until it is
 * available or has failed. What was filled in outlives every failure.
 */
export function CreateVolumeDialog(props: { readonly image: Image; readonly onClose: () => void }) {
  const { t } = useTranslation(['volume', 'image']);
  const session = useSession();
  const scope = scopeOf(session);
  const words = useImageWords();
  const formId = useId();
  const check = useFreshImage(scope, props.image.id);
  const start = useVolumeStart(scope, check.data?.image);
  const [made, setMade] = useState<Volume | null>(null);
  const [sent, setSent] = useState<VolumeOutput | null>(null);
  const creation = useCreateVolume(scope, setMade);
  const send = useExclusiveMutate(creation.mutate);

  const image = check.data?.image ?? props.image;
  const permission = imageAction('createVolume', image, session);
  const mayCreate =
    start !== null && permission.kind === 'allowed' && quotaVerdict(start.left, start.leastGib) === 'fits';
  const create = (values: VolumeOutput) => {
    setSent(values);
    send({ ...values, imageId: image.id });
  };

  return (
    <Modal
      open
      title={t('image:action.createVolume')}
      onCancel={props.onClose}
      closable={!creation.isPending}
      mask={{ closable: false }}
      keyboard={!creation.isPending}
      footer={
        made === null
          ? [
              <Button key="cancel" disabled={creation.isPending} onClick={props.onClose}>
                {t('volume:cancel')}
              </Button>,
              <Button
                key="create"
                type="primary"
                htmlType="submit"
                form={formId}
                loading={creation.isPending}
                disabled={!mayCreate}
              >
                {t('volume:create')}
              </Button>,
            ]
          : [
              <Button key="close" autoFocus onClick={props.onClose}>
                {t('volume:close')}
              </Button>,
            ]
      }
    >
      <p className={styles.image}>{words.name(image)}</p>
      {made !== null ? (
        <VolumeProgress scope={scope} made={made} onBack={() => setMade(null)} />
      ) : (
        <>
          {check.error !== null && <FailureAlert error={check.error} onRetry={() => void check.refetch()} />}
          {check.isSuccess && permission.kind === 'blocked' && (
            <Alert type="error" showIcon role="alert" title={t(`image:blocked.${permission.reason}`)} />
          )}
          {creation.error !== null && <FailureAlert error={creation.error} />}
          {start !== null ? (
            <>
              <QuotaLine start={start} />
              <VolumeFields id={formId} start={start} filled={sent} mayCreate={mayCreate} onSubmit={create} />
            </>
          ) : (
            check.error === null && <Skeleton active paragraph={{ rows: 6 }} />
          )}
        </>
      )}
    </Modal>
  );
}
