import { FileAddOutlined, FileOutlined } from '@ant-design/icons';
import type { ChangeEvent, DragEvent, MouseEvent } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type ChosenFile, canPickFile, droppedFile, pickFile } from '../../resources/upload/index.ts';
import { FieldFrame, useFieldFrame } from '../../shared/form/index.ts';
import { Size } from '../../shared/ui/index.ts';
import styles from './create.module.css';
import type { CreateValues } from './values.ts';

/**
 * Choose or drop a file. A real file input lies transparent over the drawn area, so that the
 * browser's own choosing, dropping, focus and naming work as everywhere. Where the browser hands out handles, the file is
 * taken with one: with it an upload goes on after a reload without the file being chosen again.
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
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file !== undefined) props.onChoose({ file, handle: null });
  };
  const take = (chosen: ChosenFile | null) => {
    if (chosen !== null) props.onChoose(chosen);
  };
  const open = (event: MouseEvent<HTMLInputElement>) => {
    // Choosing the same file again, changed meanwhile, is a choice as well.
    event.currentTarget.value = '';
    if (!canPickFile()) return;
    event.preventDefault();
    void pickFile().then(take);
  };
  const drop = (event: DragEvent<HTMLInputElement>) => {
    event.preventDefault();
    void droppedFile(event.dataTransfer).then(take);
  };
  return (
    <FieldFrame parts={parts} label={frame.label} help={frame.help} required>
      <div className={styles.fileDrop} data-wrong={parts.error !== null}>
        <input
          {...parts.aria}
          ref={field.ref}
          type="file"
          onBlur={field.onBlur}
          onChange={choose}
          onClick={open}
          onDrop={drop}
        />
        {field.value === null ? (
          <div className={styles.fileDropWords} aria-hidden="true">
            <FileAddOutlined className={styles.fileDropIcon} aria-hidden="true" />
            <span className={styles.fileDropAction}>{t('file.choose')}</span>
            <span>{t('file.drop')}</span>
          </div>
        ) : (
          <div className={styles.fileDropWords}>
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
