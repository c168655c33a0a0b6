import { CloudUploadOutlined } from '@ant-design/icons';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportTask, isImporting, useImports } from '../../resources/image/index.ts';
import { isEnded, type UploadTask, useUploads } from '../../resources/upload/index.ts';
import { EmptyState } from '../../shared/ui/index.ts';
import { Announcer } from './announcer.tsx';
import { ImportRow } from './import-row.tsx';
import { ProgressRing } from './progress-ring.tsx';
import { TransferRow } from './transfer-row.tsx';
import styles from './tray.module.css';
import { TrayPanel } from './tray-panel.tsx';

type Opened = 'no' | 'byPerson' | 'byItself';

/** The bar's button for uploads and imports and what it opens; when one begins it shows itself in the corner. */
export function UploadTray() {
  const { t } = useTranslation('upload');
  const { tasks } = useUploads();
  const imports = useImports();
  const [opened, setOpened] = useState<Opened>('no');
  const button = useRef<HTMLButtonElement>(null);
  useOnStart([...tasks.filter(hasBegun), ...imports], () => setOpened((now) => (now === 'no' ? 'byItself' : now)));
  const close = useCallback(() => {
    setOpened('no');
    button.current?.focus();
  }, []);
  const going = tasks.filter((task) => !isEnded(task));
  const count = going.length + imports.filter(isImporting).length;
  const name = count === 0 ? t('tray.idle') : t('tray.open', { count });
  return (
    <>
      <button
        ref={button}
        type="button"
        className="bar-button"
        aria-label={name}
        title={name}
        aria-expanded={opened !== 'no'}
        onClick={() => (opened === 'byPerson' ? close() : setOpened('byPerson'))}
      >
        {count === 0 ? <CloudUploadOutlined aria-hidden="true" /> : <ProgressRing percent={percentOf(going)} />}
        {count > 0 && <span className="figures">{count}</span>}
      </button>
      <Announcer uploads={tasks} imports={imports} />
      {opened !== 'no' && (
        <TrayPanel title={t('tray.title')} place={opened === 'byPerson' ? 'drawer' : 'corner'} onClose={close}>
          <TransferList
            uploads={tasks}
            imports={imports}
            note={going.length > 0 ? t('tray.leave') : null}
            onLeave={() => setOpened('no')}
          />
        </TrayPanel>
      )}
    </>
  );
}

/** Newest first; what the cloud does by itself above what needs this browser. */
function TransferList(props: {
  readonly uploads: readonly UploadTask[];
  readonly imports: readonly ImportTask[];
  readonly note: string | null;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('upload');
  const { uploads, imports, onLeave } = props;
  if (uploads.length + imports.length === 0) {
    return (
      <EmptyState
        title={t('tray.empty')}
        hint={t('tray.emptyHint')}
        icon={<CloudUploadOutlined aria-hidden="true" />}
      />
    );
  }
  return (
    <>
      {props.note !== null && <p className={styles.note}>{props.note}</p>}
      <ul className={styles.list}>
        {imports.toReversed().map((task) => (
          <ImportRow key={task.id} task={task} onLeave={onLeave} />
        ))}
        {uploads.toReversed().map((task) => (
          <TransferRow key={task.id} task={task} onLeave={onLeave} />
        ))}
      </ul>
    </>
  );
}

/** All bytes sent of all bytes to send, in per cent. */
function percentOf(tasks: readonly UploadTask[]): number {
  const sum = (of: (task: UploadTask) => number) => tasks.reduce((total, task) => total + of(task), 0);
  return (
    (sum((task) => task.sent) /
      Math.max(
        1,
        sum((task) => task.total),
      )) *
    100
  );
}

/** Still finding out whether there will be an upload at all; who asked for it sees to that. */
const unsettled: ReadonlySet<string> = new Set(['opening', 'failed', 'cancelling', 'cancelled']);

function hasBegun(task: UploadTask): boolean {
  return !unsettled.has(task.state.kind);
}

/** Calls back when something has begun, or has taken its place in the queue; what the first look finds is no news. */
function useOnStart(begun: readonly { readonly id: string }[], onStart: () => void): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...begun.map(({ id }) => id)]);
    if (before !== null && begun.some(({ id }) => !before.has(id))) onStart();
  }, [begun, onStart]);
}
