import { Alert, Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { outcomeOf, useVolume, type Volume, type VolumeScope } from '../../resources/volume/index.ts';
import { CopyText, DescriptionList, FailureAlert } from '../../shared/ui/index.ts';
import styles from './volume.module.css';

/** A volume on its way: follows it until it is available or has failed, and says what is known. */
export function VolumeProgress(props: {
  readonly scope: VolumeScope;
  readonly made: Volume;
  /** To the form, after a failure. */
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('volume');
  const look = useVolume(props.scope, props.made.id);
  const volume = look.data ?? props.made;
  return (
    <>
      {look.error !== null && <FailureAlert error={look.error} onRetry={() => void look.refetch()} />}
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

/** What the cloud is doing, has done, or could not do. It gives no reason; what it is in most cases is said instead. */
function StatusAlert({ volume, onBack }: { readonly volume: Volume; readonly onBack: () => void }) {
  const { t } = useTranslation('volume');
  switch (outcomeOf(volume)) {
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
