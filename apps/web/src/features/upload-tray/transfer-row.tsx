import { useTranslation } from 'react-i18next';
import { secondsLeft, type UploadTask } from '../../resources/upload/index.ts';
import { ibytes } from '../../shared/ui/index.ts';
import { duration } from './duration.ts';
import { useUploadFailureText } from './failure-words.ts';
import { RowFailure, RowFrame } from './row-frame.tsx';
import { TransferBar } from './transfer-bar.tsx';
import { TransferButtons } from './transfer-buttons.tsx';
import styles from './tray.module.css';

/** One upload: what it is, how far it is, what can be done. */
export function TransferRow(props: { readonly task: UploadTask; readonly onLeave: () => void }) {
  const { task } = props;
  const word = useStateWord();
  return (
    <RowFrame
      imageId={task.id}
      name={task.imageName}
      isLinked={task.state.kind === 'done'}
      state={task.state.kind}
      word={word(task)}
      onLeave={props.onLeave}
    >
      <TransferBar task={task} />
      <Figures task={task} />
      <Failure task={task} />
      <TransferButtons task={task} onLeave={props.onLeave} />
    </RowFrame>
  );
}

function useStateWord(): (task: UploadTask) => string {
  const { t } = useTranslation('upload');
  return ({ state }) => (state.kind === 'waiting' ? t(`state.waiting.${state.why}`) : t(`state.${state.kind}`));
}

/** Bytes sent of all, and while they move how fast and how long still. */
function Figures({ task }: { readonly task: UploadTask }) {
  const { t, i18n } = useTranslation('upload');
  const { language } = i18n;
  const rate = task.state.kind === 'sending' ? task.state.rate : null;
  const left = secondsLeft(task);
  const stored = task.state.kind === 'importing' ? task.state.bytes : null;
  const facts = [
    t('progress', { sent: ibytes(task.sent, language), total: ibytes(task.total, language) }),
    rate === null ? null : t('rate', { rate: ibytes(rate, language) }),
    left === null ? null : t('left', { time: duration(left, language) }),
    stored === null ? null : t('stored', { size: ibytes(stored, language) }),
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

/** Why it failed and what can be done. */
function Failure({ task }: { readonly task: UploadTask }) {
  const toText = useUploadFailureText();
  if (task.state.kind !== 'failed') return null;
  return <RowFailure text={toText(task.state.failure)} />;
}
