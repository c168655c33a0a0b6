import { Alert, Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Volume, volumeCreationOf } from '../../resources/volumes/volume.ts';
import { useVolume } from '../../resources/volumes/volume-queries.ts';
import type { Scope } from '../../shared/query/index.ts';
import { CopyText, DescriptionList, FailureAlert } from '../../shared/ui/index.ts';
import styles from './volume.module.css';

/** Polls a new volume until it is available or has failed, and shows its status and attributes. */
export function VolumeProgress(props: {
  readonly scope: Scope;
  readonly created: Volume;
  /** Called to return to the form after a failure. */
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('volume');
  const query = useVolume(props.scope, props.created.id);
  const volume = query.data ?? props.created;
  return (
    <>
      {query.error !== null && <FailureAlert error={query.error} onRetry={() => void query.refetch()} />}
      <StatusAlert volume={volume} onBack={props.onBack} />
      <DescriptionList>
        <dt>{t('field.name')}</dt>
        <dd>{volume.name}</dd>
        <dt>{t('field.size')}</dt>
        <dd>{volume.sizeGib}</dd>
        {volume.type !== null && (
          <>
            <dt>{t('field.type')}</dt>
            <dd>{volume.type}</dd>
          </>
        )}
        {volume.zone !== null && (
          <>
            <dt>{t('field.zone')}</dt>
            <dd>{volume.zone}</dd>
          </>
        )}
        <dt>{t('field.id')}</dt>
        <dd>
          <CopyText text={volume.id} label={t('field.id')} />
        </dd>
      </DescriptionList>
    </>
  );
}

/** Cinder gives no reason for the status `error`, so the alert lists the usual causes. */
function StatusAlert({ volume, onBack }: { readonly volume: Volume; readonly onBack: () => void }) {
  const { t } = useTranslation('volume');
  switch (volumeCreationOf(volume)) {
    case 'underway':
      return (
        <Alert
          type="info"
          role="status"
          showIcon
          icon={<Spin size="small" />}
          title={volume.status === 'downloading' ? t('progress.downloading') : t('progress.creating')}
          description={t('progress.mayClose')}
        />
      );
    case 'made':
      return <Alert type="success" role="status" showIcon title={t('progress.available', { name: volume.name })} />;
    case 'failed':
      return (
        <Alert
          type="error"
          role="alert"
          showIcon
          title={t('progress.error', { name: volume.name })}
          description={
            <>
              <p>{t('error.noReason')}</p>
              <ul className={styles.checks}>
                <li>{t('error.format')}</li>
                <li>{t('error.whole')}</li>
                <li>{t('error.room')}</li>
              </ul>
              <p>{t('error.next')}</p>
              <Button size="small" className={styles.back ?? ''} onClick={onBack}>
                {t('back')}
              </Button>
            </>
          }
        />
      );
  }
}
