import { FileAddOutlined, FileOutlined } from '@ant-design/icons';
import type { ChangeEvent, DragEvent, MouseEvent } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type ChosenFile, canPickFile, pickFile, readDroppedFile } from '../../shared/form/chosen-file.ts';
import { FieldFrame, useFieldFrame } from '../../shared/form/index.ts';
import { Size } from '../../shared/ui/index.ts';
import styles from './create.module.css';
import type { CreateValues } from './create-values.ts';

/**
 * A field to choose or drop a file. A transparent file input covers the drawn area, so that the browser's own file
 * dialog, drop, focus and accessible name work. If the browser supports file handles, the file is chosen with one,
 * because an upload with a handle can continue after a reload without the user choosing the file again.
 */
export function FileField(props: {
  readonly control: Control<CreateValues>;
  readonly onChoose: (file: ChosenFile) => void;
}) {
  const { t } = useTranslation('imageCreate');
  const { field } = useController({ control: props.control, name: 'source' });
  const frame = {
    control: props.control,
    name: 'source',
    label: t('file.label'),
    help: t('file.help'),
    required: true,
  } as const;
  const parts = useFieldFrame(frame);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file !== undefined) props.onChoose({ file, handle: null });
  };
  const chooseUnlessNull = (chosen: ChosenFile | null) => {
    if (chosen !== null) props.onChoose(chosen);
  };
  const onClick = (event: MouseEvent<HTMLInputElement>) => {
    // Without this, the browser fires no change event if the user chooses the same file after it has changed on disk.
    event.currentTarget.value = '';
    if (!canPickFile()) return;
    event.preventDefault();
    void pickFile().then(chooseUnlessNull);
  };
  const onDrop = (event: DragEvent<HTMLInputElement>) => {
    event.preventDefault();
    void readDroppedFile(event.dataTransfer).then(chooseUnlessNull);
  };
  return (
    <FieldFrame parts={parts} label={frame.label} help={frame.help} required>
      <div className={styles.fileDrop} data-wrong={parts.error !== null}>
        <input
          {...parts.aria}
          ref={field.ref}
          type="file"
          onBlur={field.onBlur}
          onChange={onChange}
          onClick={onClick}
          onDrop={onDrop}
        />
        {field.value === null ? (
          <div className={styles.fileDropText} aria-hidden="true">
            <FileAddOutlined className={styles.fileDropIcon} aria-hidden="true" />
            <span className={styles.fileDropAction}>{t('file.choose')}</span>
            <span>{t('file.drop')}</span>
          </div>
        ) : (
          <div className={styles.fileDropText}>
            <FileOutlined className={styles.fileDropIcon} aria-hidden="true" />
            <strong className={styles.fileDropName}>{field.value.file.name}</strong>
            <Size bytes={field.value.file.size} />
            <span className={styles.fileDropAction} aria-hidden="true">
              {t('file.change')}
            </span>
          </div>
        )}
      </div>
    </FieldFrame>
  );
}
