import { useTranslation } from 'react-i18next';
import { useSession } from '../../resources/session/session.ts';
import { type Volume, volumeCreationOf } from '../../resources/volumes/volume.ts';
import { useVolumesOfImage } from '../../resources/volumes/volume-queries.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { CopyText, EmptyState, FailureAlert, Time } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { DetailSkeleton } from './detail-skeleton.tsx';

/** Statuses that have a label in the texts. Others are shown as Cinder spells them. */
const labelledStatuses = [
  'creating',
  'downloading',
  'available',
  'in-use',
  'attaching',
  'detaching',
  'uploading',
  'deleting',
  'error',
] as const;

/** 云硬盘: the volumes of the current project that were created from the image. */
export function VolumesPanel({ imageId }: { readonly imageId: string }) {
  const { t } = useTranslation('imageDetail');
  const volumes = useVolumesOfImage(scopeOf(useSession()), imageId);
  if (volumes.data === undefined) {
    return volumes.error === null ? (
      <DetailSkeleton label={t('volumes.loading')} service="volume" />
    ) : (
      <FailureAlert error={volumes.error} onRetry={() => void volumes.refetch()} />
    );
  }
  if (volumes.data.length === 0) return <EmptyState title={t('volumes.none')} hint={t('volumes.noneHint')} />;
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table} aria-label={t('tab.volumes')}>
        <thead>
          <tr>
            <th scope="col">{t('volumes.name')}</th>
            <th scope="col">{t('volumes.size')}</th>
            <th scope="col">{t('volumes.status')}</th>
            <th scope="col">{t('volumes.created')}</th>
            <th scope="col">{t('volumes.id')}</th>
          </tr>
        </thead>
        <tbody>
          {volumes.data.map((volume) => (
            <VolumeRow key={volume.id} volume={volume} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function VolumeRow({ volume }: { readonly volume: Volume }) {
  const { t } = useTranslation('imageDetail');
  const status = labelledStatuses.find((known) => known === volume.status);
  return (
    <tr>
      <th scope="row">{volume.name === '' ? t('volumes.unnamed') : volume.name}</th>
      <td className={styles.figures}>{volume.sizeGib}</td>
      <td data-outcome={volumeCreationOf(volume)}>
        {status === undefined ? volume.status : t(`volumes.state.${status}`)}
      </td>
      <td>
        <Time at={withUtcZone(volume.createdAt)} />
      </td>
      <td>
        <CopyText text={volume.id} label={t('volumes.id')} />
      </td>
    </tr>
  );
}

/** Cinder writes times in UTC without a zone, which browsers would read as local time. */
function withUtcZone(time: string | null): string | null {
  return time === null || /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`;
}
