import type { Image } from '@console/image-model';
import { Alert, Button, Checkbox, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGiveBackFocus, useToast } from '../../shared/ui/index.ts';
import { inOrder, useExportColumns } from './columns.ts';
import styles from './export.module.css';
import { type ExportFormat, exportFormats } from './prepare.ts';
import { useExport } from './use-export.ts';

/**
 * 导出: the images in view, all pages of them, as a file for a spreadsheet.
 * @param props.images those in view, in their order
 * @param props.complete false while more of the list is on its way; the export waits for it
 * @param props.columns keys of the list's columns in their order; the others are offered and not chosen
 */
export function ExportDialog(props: {
  readonly images: readonly Image[];
  readonly complete: boolean;
  readonly columns: readonly string[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['imageExport', 'image', 'common']);
  const toast = useToast();
  useGiveBackFocus();
  const id = useId();
  const columns = inOrder(useExportColumns(), props.columns);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [chosen, setChosen] = useState<readonly string[]>(props.columns);
  const count = props.images.length;
  const job = useExport<Image>((name) => {
    toast.done(t('imageExport:done', { count, name }));
    props.onClose();
  });
  const isPreparing = job.state === 'preparing';
  const picked = columns.filter(({ key }) => chosen.includes(key));

  return (
    <Modal
      open
      title={t('imageExport:title')}
      onCancel={props.onClose}
      footer={[
        <Button key="cancel" onClick={isPreparing ? job.cancel : props.onClose}>
          {isPreparing ? t('imageExport:stop') : t('common:cancel')}
        </Button>,
        <Button
          key="export"
          type="primary"
          loading={isPreparing}
          disabled={!props.complete || count === 0 || picked.length === 0}
          onClick={() => void job.start(format, { items: props.images, columns: picked, sheet: t('image:images') })}
        >
          {isPreparing ? t('imageExport:preparing') : t('imageExport:action', { count })}
        </Button>,
      ]}
    >
      <div className={styles.body}>
        {job.state === 'failed' && <Alert type="error" showIcon role="alert" title={t('imageExport:failed')} />}
        <p role="status">{props.complete ? t('imageExport:rows', { count }) : t('imageExport:waiting', { count })}</p>
        <div className={styles.group}>
          <span id={`${id}-format`} className={styles.label}>
            {t('imageExport:format.label')}
          </span>
          <Radio.Group
            aria-labelledby={`${id}-format`}
            value={format}
            disabled={isPreparing}
            onChange={(event) => setFormat(event.target.value)}
            options={exportFormats.map((value) => ({ value, label: t(`imageExport:format.${value}`) }))}
          />
        </div>
        <fieldset className={styles.group}>
          <legend className={styles.label}>{t('imageExport:columns')}</legend>
          <Checkbox.Group
            className={styles.columns ?? ''}
            value={[...chosen]}
            disabled={isPreparing}
            onChange={setChosen}
            options={columns.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </fieldset>
        <p className={styles.quiet}>{t('imageExport:times')}</p>
      </div>
    </Modal>
  );
}
