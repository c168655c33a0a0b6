import { useTranslation } from 'react-i18next';
import type { UploadTask } from '../../resources/upload/index.ts';
import styles from './tray.module.css';

type StateKind = UploadTask['state']['kind'];
type Tone = 'moving' | 'resting' | 'good' | 'bad';

const tones: Readonly<Record<StateKind, Tone>> = {
  queued: 'resting',
  needsFile: 'resting',
  elsewhere: 'resting',
  hashing: 'moving',
  restarting: 'resting',
  opening: 'moving',
  sending: 'moving',
  paused: 'resting',
  waiting: 'resting',
  finishing: 'moving',
  importing: 'moving',
  verifying: 'moving',
  done: 'good',
  failed: 'bad',
  cancelling: 'resting',
  cancelled: 'resting',
};

const storing: ReadonlySet<StateKind> = new Set<StateKind>(['finishing', 'importing', 'verifying']);

/** 0 … 100, whole; 100 only when every byte has left. */
export function percentSent(task: Pick<UploadTask, 'sent' | 'total'>): number {
  return task.total === 0 ? 0 : Math.floor((task.sent / task.total) * 100);
}

/** Two phases in one bar: the bytes on their way, then the cloud storing and verifying them. */
export function TransferBar({ task }: { readonly task: UploadTask }) {
  const { t } = useTranslation('upload');
  const { kind } = task.state;
  const percent = percentSent(task);
  return (
    <div className={styles.bar} data-tone={tones[kind]}>
      <div
        className={styles.phase}
        role="progressbar"
        aria-label={`${task.imageName} – ${t('phase.sending')}`}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className={styles.fill} style={{ inlineSize: `${percent}%` }} />
      </div>
      <div className={styles.phase} aria-hidden="true" title={t('phase.storing')}>
        <div
          className={styles.fill}
          data-moving={storing.has(kind)}
          style={{ inlineSize: kind === 'done' || storing.has(kind) ? '100%' : 0 }}
        />
      </div>
    </div>
  );
}
