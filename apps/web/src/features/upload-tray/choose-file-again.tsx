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
import styles from './tray.module.css';
import { RowNote } from './tray-row.tsx';
import { UploadActions } from './upload-actions.tsx';

type NeedsFileState = Extract<UploadTask['state'], { kind: 'needsFile' }>;

/**
 * Asks for the file of an upload that was interrupted by a reload. The user chooses or drops it, or allows the browser to
 * open it by its stored file handle.
 */
export function ChooseFileAgain(props: {
  readonly task: UploadTask;
  readonly state: NeedsFileState;
  readonly onNavigate: () => void;
}) {
  const { task, state } = props;
  const { t } = useTranslation('upload');
  const actions = useUploadActions();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const whileBusy = async (work: Promise<unknown>) => {
    setIsBusy(true);
    await work.finally(() => setIsBusy(false));
  };
  const submit = async (chosen: ChosenFile | null) => {
    if (chosen !== null) await actions.giveFile(task.id, chosen.file, chosen.handle);
  };
  const onInputChange = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file !== undefined) void whileBusy(submit({ file, handle: null }));
    event.target.value = '';
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    void whileBusy(droppedFile(event.dataTransfer).then(submit));
  };
  const openPicker = () => (canPickFile() ? void whileBusy(pickFile().then(submit)) : input.current?.click());
  return (
    <section
      className={styles.chooseFile}
      aria-label={t('fileAgain.label', { name: task.imageName })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
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
      <input ref={input} type="file" hidden aria-label={t('fileAgain.choose')} onChange={onInputChange} />
      <UploadActions
        task={task}
        onNavigate={props.onNavigate}
        lead={
          <>
            {state.hasHandle && (
              <Button
                size="small"
                type="primary"
                loading={isBusy}
                onClick={() => void whileBusy(actions.reopenFile(task.id))}
              >
                {t('fileAgain.reopen')}
              </Button>
            )}
            <Button size="small" type={state.hasHandle ? 'default' : 'primary'} loading={isBusy} onClick={openPicker}>
              {t('fileAgain.choose')}
            </Button>
          </>
        }
      />
    </section>
  );
}
