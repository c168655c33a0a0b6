import { Alert, Button } from 'antd';
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Upload } from '../../resources/upload-manager/upload-transitions.ts';
import { useUploadManager } from '../../resources/upload-manager/uploads-context.tsx';
import { type ChosenFile, canPickFile, pickFile, readDroppedFile } from '../../shared/form/chosen-file.ts';
import styles from './tray.module.css';
import { RowNote } from './tray-row.tsx';
import { UploadActions } from './upload-actions.tsx';

type NeedsFileState = Extract<Upload['state'], { kind: 'needsFile' }>;

/**
 * Asks for the file of an upload that was interrupted by a reload. The user chooses or drops it, or allows the browser to
 * open it by its stored file handle.
 */
export function ChooseFileAgain(props: {
  readonly upload: Upload;
  readonly state: NeedsFileState;
  readonly onNavigate: () => void;
}) {
  const { upload, state } = props;
  const { t } = useTranslation('upload');
  const manager = useUploadManager();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const whileBusy = async (work: Promise<unknown>) => {
    setIsBusy(true);
    await work.finally(() => setIsBusy(false));
  };
  const submit = async (chosen: ChosenFile | null) => {
    if (chosen !== null) await manager.continueWithFile(upload.id, chosen);
  };
  const onInputChange = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file !== undefined) void whileBusy(submit({ file, handle: null }));
    event.target.value = '';
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    void whileBusy(readDroppedFile(event.dataTransfer).then(submit));
  };
  const openPicker = () => (canPickFile() ? void whileBusy(pickFile().then(submit)) : input.current?.click());
  return (
    <section
      className={styles.chooseFile}
      aria-label={t('fileAgain.label', { name: upload.record.imageName })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <RowNote text={t('fileAgain.hint', { file: upload.record.file.name })} />
      {state.differences.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('fileAgain.refused')}
          description={state.differences
            .map((difference) => t(`fileAgain.differs.${difference}`))
            .join(t('fileAgain.and'))}
        />
      )}
      <input ref={input} type="file" hidden aria-label={t('fileAgain.choose')} onChange={onInputChange} />
      <UploadActions
        upload={upload}
        onNavigate={props.onNavigate}
        lead={
          <>
            {state.hasHandle && (
              <Button
                size="small"
                type="primary"
                loading={isBusy}
                onClick={() => void whileBusy(manager.continueWithHandle(upload.id))}
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
