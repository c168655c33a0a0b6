import { Alert, Button } from 'antd';
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ChosenFile,
  canPickFile,
  droppedFile,
  pickFile,
  type UploadTask,
  useUploadActions,
} from '../../resources/upload/index.ts';
import { RowNote } from './row-frame.tsx';
import { TransferActions } from './transfer-actions.tsx';
import styles from './tray.module.css';

type NeedsFile = Extract<UploadTask['state'], { kind: 'needsFile' }>;

/** Asks for the file of an upload from before the page was loaded again: chosen, dropped, or by the handle that was kept. */
export function FileAgain(props: {
  readonly task: UploadTask;
  readonly state: NeedsFile;
  readonly onLeave: () => void;
}) {
  const { task, state } = props;
  const { t } = useTranslation('upload');
  const actions = useUploadActions();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const busily = async (work: Promise<unknown>) => {
    setBusy(true);
    await work.finally(() => setBusy(false));
  };
  const give = async (chosen: ChosenFile | null) => {
    if (chosen !== null) await actions.giveFile(task.id, chosen.file, chosen.handle);
  };
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file !== undefined) void busily(give({ file, handle: null }));
    event.target.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void busily(droppedFile(event.dataTransfer).then(give));
  };
  const choose = () => (canPickFile() ? void busily(pickFile().then(give)) : input.current?.click());
  return (
    <section
      className={styles.again}
      aria-label={t('fileAgain.label', { name: task.imageName })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <RowNote text={t('fileAgain.hint', { file: task.fileName })} />
      {state.differs.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('fileAgain.refused')}
          description={state.differs.map((trait) => t(`fileAgain.differs.${trait}`)).join(t('fileAgain.and'))}
        />
      )}
      <input ref={input} type="file" hidden aria-label={t('fileAgain.choose')} onChange={change} />
      <TransferActions
        task={task}
        onLeave={props.onLeave}
        lead={
          <>
            {state.hasHandle && (
              <Button
                size="small"
                type="primary"
                loading={busy}
                onClick={() => void busily(actions.reopenFile(task.id))}
              >
                {t('fileAgain.reopen')}
              </Button>
            )}
            <Button size="small" type={state.hasHandle ? 'default' : 'primary'} loading={busy} onClick={choose}>
              {t('fileAgain.choose')}
            </Button>
          </>
        }
      />
    </section>
  );
}
