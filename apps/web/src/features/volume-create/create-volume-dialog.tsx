import { type Image, imageAction } from '@console/image-model';
import { Alert, Button, Modal, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useFreshImage } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { useCreateVolume } from '../../resources/volumes/create-volume.ts';
import { useVolumeOffers, useVolumeQuotaLeft, type VolumeOffers } from '../../resources/volumes/volume-queries.ts';
import { type Scope, scopeOf } from '../../shared/query/index.ts';
import { FailureAlert, useExclusiveMutate } from '../../shared/ui/index.ts';
import styles from './volume.module.css';
import { VolumeForm, type VolumeFormContext } from './volume-form.tsx';
import { VolumeProgress } from './volume-progress.tsx';
import { checkQuota, minVolumeSizeGib, type VolumeOutput } from './volume-schema.ts';

/**
 * 创建云硬盘: fetches the image again, shows the quota, creates the volume in Cinder and polls it until it is available or
 * has failed. The entered values survive every failure.
 */
export function CreateVolumeDialog(props: { readonly image: Image; readonly onClose: () => void }) {
  const { t } = useTranslation(['volume', 'image']);
  const session = useSession();
  const scope = scopeOf(session);
  const labels = useImageLabels();
  const formId = useId();
  const fresh = useFreshImage(scope, props.image.id);
  const context = useVolumeFormContext(scope, fresh.data?.image);
  const [submitted, setSubmitted] = useState<VolumeOutput | null>(null);
  const creation = useCreateVolume(scope);
  const created = creation.data ?? null;
  const createOnce = useExclusiveMutate(creation.mutate);

  const image = fresh.data?.image ?? props.image;
  const permission = imageAction('createVolume', image, session);
  const mayCreate =
    context !== null && permission.kind === 'allowed' && checkQuota(context.quota, context.minSizeGib) === 'fits';
  const submit = (values: VolumeOutput) => {
    setSubmitted(values);
    createOnce({ ...values, imageId: image.id });
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
        created === null
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
      <p className={styles.image}>{labels.name(image)}</p>
      {created !== null ? (
        <VolumeProgress scope={scope} created={created} onBack={() => creation.reset()} />
      ) : (
        <>
          {fresh.error !== null && <FailureAlert error={fresh.error} onRetry={() => void fresh.refetch()} />}
          {fresh.isSuccess && permission.kind === 'blocked' && (
            <Alert type="error" showIcon role="alert" title={t(`image:blocked.${permission.reason}`)} />
          )}
          {creation.error !== null && <FailureAlert error={creation.error} />}
          {context !== null ? (
            <>
              <QuotaNote context={context} />
              <VolumeForm id={formId} context={context} submitted={submitted} mayCreate={mayCreate} onSubmit={submit} />
            </>
          ) : (
            fresh.error === null && <Skeleton active paragraph={{ rows: 6 }} />
          )}
        </>
      )}
    </Modal>
  );
}

/** Shows what is left of the quota, as an error if that is too little for this image. */
function QuotaNote({ context }: { readonly context: VolumeFormContext }) {
  const { t, i18n } = useTranslation('volume');
  const { quota, minSizeGib } = context;
  const check = checkQuota(quota, minSizeGib);
  const format = (value: number | null) =>
    value === null ? t('quota.unlimited') : value.toLocaleString(i18n.language);
  if (check === 'fits') {
    return (
      <p className="field-help">
        {quota === null
          ? t('quota.unknown')
          : t('quota.left', { volumes: format(quota.volumes), gib: format(quota.gib) })}
      </p>
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t(`quota.${check}`, { least: minSizeGib, left: quota?.gib ?? 0 })}
      description={t('quota.next')}
    />
  );
}

const noOffers: VolumeOffers = { types: [], defaultType: null, zones: [] };

/** Returns `null` while the queries are pending. A quota or an offer that cannot be read does not block the form. */
function useVolumeFormContext(scope: Scope, image: Image | undefined): VolumeFormContext | null {
  const offers = useVolumeOffers(scope);
  const quota = useVolumeQuotaLeft(scope);
  if (image === undefined || offers.isPending || quota.isPending) return null;
  return {
    imageName: image.name,
    minSizeGib: minVolumeSizeGib(image),
    offers: offers.data ?? noOffers,
    quota: quota.data ?? null,
  };
}
