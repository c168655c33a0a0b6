import { useTranslation } from 'react-i18next';
import { useSession } from '../../resources/session/session.ts';
import { useIsSessionGone } from '../../resources/session/session-gone.tsx';
import {
  isPassive,
  secondsLeft,
  type Upload,
  type UploadState,
} from '../../resources/upload-manager/upload-transitions.ts';
import { CopyText, formatBytes, formatClockTime, formatDuration } from '../../shared/ui/index.ts';
import { ChooseFileAgain } from './choose-file-again.tsx';
import styles from './tray.module.css';
import { percentSent } from './tray-events.ts';
import { OtherProjectNote, RowFailure, RowNote, TrayRow } from './tray-row.tsx';
import { UploadActions } from './upload-actions.tsx';
import { useUploadFailureText } from './upload-failure-text.ts';

type StateKind = UploadState['kind'];

/** The row of an upload: its progress, its result and its actions. */
export function UploadRow(props: { readonly upload: Upload; readonly onNavigate: () => void }) {
  const { upload } = props;
  const { record, state } = upload;
  const toLabel = useStateLabel();
  const toNote = useStateNote();
  const toFailureText = useUploadFailureText();
  const currentProject = useSession().project;
  const isSignedOut = useIsSessionGone() && statesThatNeedSession.has(state.kind);
  const shownState = isSignedOut ? waitingForSignIn : state;
  const isInOtherProject = statesThatNeedProject.has(state.kind) && currentProject?.id !== record.project.id;
  return (
    <TrayRow
      imageId={record.id}
      name={record.imageName}
      isLinked={state.kind === 'done'}
      state={state.kind}
      stateLabel={toLabel(shownState)}
      onNavigate={props.onNavigate}
    >
      {!isPassive(upload) && <UploadBar upload={upload} />}
      <Figures upload={upload} />
      {isInOtherProject ? <OtherProjectNote project={record.project} /> : <RowNote text={toNote(shownState)} />}
      {state.kind === 'done' && state.sha512 !== null && <Digest sha512={state.sha512} />}
      {state.kind === 'failed' && <RowFailure text={toFailureText(state.failure)} />}
      {state.kind === 'needsFile' ? (
        <ChooseFileAgain upload={upload} state={state} onNavigate={props.onNavigate} />
      ) : (
        <UploadActions upload={upload} onNavigate={props.onNavigate} />
      )}
    </TrayRow>
  );
}

/** States with requests for the image, which only a session of its project can send. */
const statesThatNeedProject: ReadonlySet<StateKind> = new Set([
  'queued',
  'restarting',
  'importing',
  'verifying',
  'failed',
]);

/** States that cannot continue without a session. A sending upload reports that itself, as `waiting`. */
const statesThatNeedSession: ReadonlySet<StateKind> = new Set(['restarting', 'importing', 'verifying']);
const waitingForSignIn: UploadState = { kind: 'waiting', reason: 'sessionGone', retryAt: null };

/** Returns a function that labels the state in a word or two. */
function useStateLabel(): (state: UploadState) => string {
  const { t, i18n } = useTranslation('upload');
  return (state) => {
    if (state.kind === 'waiting') return t(`state.waiting.${state.reason}`);
    if (state.kind === 'done' && !state.isVerified) return t('state.doneUnverified');
    if (state.kind !== 'paused' || state.retention.kind !== 'until') return t(`state.${state.kind}`);
    return t('state.pausedUntil', { time: formatClockTime(new Date(state.retention.at), new Date(), i18n.language) });
  };
}

/** Returns a function that explains the state; `null` if the label is enough or the row explains it elsewhere. */
function useStateNote(): (state: UploadState) => string | null {
  const { t } = useTranslation('upload');
  return (state) => {
    switch (state.kind) {
      case 'opening':
      case 'sending':
      case 'needsFile':
      case 'failed':
        return null;
      case 'done':
        return state.isVerified ? null : t('note.doneUnverified');
      case 'paused':
        return state.retention.kind === 'unknown' ? null : t(`note.paused.${state.retention.kind}`);
      case 'waiting':
        return t(`note.waiting.${state.reason}`);
      case 'restarting':
        return t(`note.restarting.${state.reason}`);
      default:
        return t(`note.${state.kind}`);
    }
  };
}

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

const storingStates: ReadonlySet<StateKind> = new Set<StateKind>(['finishing', 'importing', 'verifying']);

/** A bar with two parts: the browser sends the bytes, then the cloud stores and verifies them. */
function UploadBar({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation('upload');
  const { kind } = upload.state;
  const percent = percentSent(upload);
  return (
    <div className={styles.bar} data-tone={tones[kind]}>
      <div
        className={styles.phase}
        role="progressbar"
        aria-label={`${upload.record.imageName} – ${t('phase.sending')}`}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className={styles.fill} style={{ inlineSize: `${percent}%` }} />
      </div>
      <div className={styles.phase} aria-hidden="true" title={t('phase.storing')}>
        <div
          className={styles.fill}
          data-moving={storingStates.has(kind)}
          style={{ inlineSize: kind === 'done' || storingStates.has(kind) ? '100%' : 0 }}
        />
      </div>
    </div>
  );
}

/** States in which sent bytes may not have reached the cloud yet. */
const statesWithBytesInTransit: ReadonlySet<StateKind> = new Set(['sending', 'finishing']);

/** Sent, received and total bytes, rate and remaining time, interruptions and restarts. */
function Figures({ upload }: { readonly upload: Upload }) {
  const { t, i18n } = useTranslation('upload');
  const { state, reconnects, restarts } = upload;
  const total = upload.record.file.size;
  const size = (bytes: number) => formatBytes(bytes, i18n.language);
  const rate = state.kind === 'sending' ? state.rate : null;
  const seconds = secondsLeft(upload);
  const figures = [
    // The offset of an upload without its file is unknown until it continues.
    isPassive(upload) ? size(total) : t('progress', { sent: size(upload.sent), total: size(total) }),
    statesWithBytesInTransit.has(state.kind) && upload.received < upload.sent
      ? t('received', { size: size(upload.received) })
      : null,
    rate === null ? null : t('rate', { rate: size(rate) }),
    seconds === null ? null : t('left', { time: formatDuration(seconds, i18n.language) }),
    state.kind === 'hashing' ? t('hashed', { size: size(state.bytes) }) : null,
    state.kind === 'importing' && state.bytes !== null ? t('stored', { size: size(state.bytes) }) : null,
    reconnects === 0 ? null : t('cuts', { count: reconnects }),
    restarts === 0 ? null : t('restarts', { count: restarts }),
  ];
  return (
    <div className={styles.figures}>
      {figures
        .filter((figure) => figure !== null)
        .map((figure) => (
          <span key={figure}>{figure}</span>
        ))}
    </div>
  );
}

/** The digest of the sent bytes, which the user can compare with the image's. */
function Digest({ sha512 }: { readonly sha512: string }) {
  const { t } = useTranslation('upload');
  return (
    <div className={styles.figures}>
      <span>{t('sha512')}</span>
      <CopyText text={sha512} label={t('sha512')}>
        <code title={sha512}>{`${sha512.slice(0, 16)}…`}</code>
      </CopyText>
    </div>
  );
}
