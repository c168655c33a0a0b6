import { useTranslation } from 'react-i18next';
import { useIsSessionGone, useSession } from '../../resources/session/index.ts';
import { isPassive, secondsLeft, type UploadTask } from '../../resources/upload/index.ts';
import { CopyText, formatBytes, formatDuration } from '../../shared/ui/index.ts';
import { useUploadFailureText } from './failure-words.ts';
import { FileAgain } from './file-again.tsx';
import { OtherProject, RowFailure, RowFrame, RowNote } from './row-frame.tsx';
import { useStateNote, useStateWord } from './state-words.ts';
import { TransferActions } from './transfer-actions.tsx';
import { TransferBar } from './transfer-bar.tsx';
import styles from './tray.module.css';

/** One upload: what it is, how far it is, what can be done. */
export function TransferRow(props: { readonly task: UploadTask; readonly onLeave: () => void }) {
  const { task } = props;
  const { state } = task;
  const word = useStateWord();
  const note = useStateNote();
  const here = useSession().project;
  const isSignedOut = useIsSessionGone() && asksOfImage.has(state.kind);
  const shown: UploadTask['state'] = isSignedOut ? signedOut : state;
  const isElsewhere = needsProject.has(state.kind) && here?.id !== task.project.id;
  return (
    <RowFrame
      imageId={task.id}
      name={task.imageName}
      isLinked={state.kind === 'done'}
      state={state.kind}
      word={word(shown)}
      onLeave={props.onLeave}
    >
      {!isPassive(task) && <TransferBar task={task} />}
      <Figures task={task} />
      <RowNote text={isElsewhere ? null : note(shown)} />
      {isElsewhere && <OtherProject project={task.project} />}
      {state.kind === 'done' && state.sha512 !== null && <Proof sha512={state.sha512} />}
      <Failure task={task} />
      {state.kind === 'needsFile' ? (
        <FileAgain task={task} state={state} onLeave={props.onLeave} />
      ) : (
        <TransferActions task={task} onLeave={props.onLeave} />
      )}
    </RowFrame>
  );
}

/** States in which bytes are between here and the cloud. */
const toldTaken: ReadonlySet<UploadTask['state']['kind']> = new Set(['sending', 'finishing']);

/** Bytes sent of all and taken by the cloud, and while they move how fast and how long still; what went wrong on the way. */
function Figures({ task }: { readonly task: UploadTask }) {
  const { t, i18n } = useTranslation('upload');
  const { state, cuts, restarts } = task;
  const size = (bytes: number) => formatBytes(bytes, i18n.language);
  const rate = state.kind === 'sending' ? state.rate : null;
  const left = secondsLeft(task);
  const facts = [
    // How far it had come is known again when it goes on.
    isPassive(task) ? size(task.total) : t('progress', { sent: size(task.sent), total: size(task.total) }),
    toldTaken.has(state.kind) && task.taken < task.sent ? t('taken', { size: size(task.taken) }) : null,
    rate === null ? null : t('rate', { rate: size(rate) }),
    left === null ? null : t('left', { time: formatDuration(left, i18n.language) }),
    state.kind === 'hashing' ? t('hashed', { size: size(state.bytes) }) : null,
    state.kind === 'importing' && state.bytes !== null ? t('stored', { size: size(state.bytes) }) : null,
    cuts === 0 ? null : t('cuts', { count: cuts }),
    restarts === 0 ? null : t('restarts', { count: restarts }),
  ];
  return (
    <div className={styles.figures}>
      {facts
        .filter((fact) => fact !== null)
        .map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
    </div>
  );
}

/** States in which something is asked of the image, which only its own project sees. */
const needsProject: ReadonlySet<UploadTask['state']['kind']> = new Set([
  'queued',
  'restarting',
  'importing',
  'verifying',
  'failed',
]);

/** States in which nothing goes on until somebody has signed in again; sending says so by itself. */
const asksOfImage: ReadonlySet<UploadTask['state']['kind']> = new Set(['restarting', 'importing', 'verifying']);
const signedOut = { kind: 'waiting', why: 'sessionGone', retryAt: null } as const;

/** What anybody can compare the image with. */
function Proof({ sha512 }: { readonly sha512: string }) {
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

/** Why it failed and what can be done. */
function Failure({ task }: { readonly task: UploadTask }) {
  const toText = useUploadFailureText();
  if (task.state.kind !== 'failed') return null;
  return <RowFailure text={toText(task.state.failure)} />;
}
