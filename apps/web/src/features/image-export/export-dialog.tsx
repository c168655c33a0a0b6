import type { Image } from '@console/image-model';
import { Alert, Button, Checkbox, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRestoreFocus, useToast } from '../../shared/ui/index.ts';
import { type ExportFormat, exportFormats } from './create-export-file.ts';
import styles from './export.module.css';
import { orderColumns, useExportColumns } from './export-columns.ts';
import { useExportFile } from './use-export-file.ts';

/**
 * 导出: exports the filtered image list, all pages of it, to a spreadsheet file.
 * @param props.images the images in the order of the list
 * @param props.complete false while pages of the list are still loading; the export is disabled until then
 * @param props.columns keys of the list's columns in their order; the other columns are offered but not selected
 */
export function ExportDialog(props: {
  readonly images: readonly Image[];
  readonly complete: boolean;
  readonly columns: readonly string[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['imageExport', 'image', 'common']);
  const toast = useToast();
  useRestoreFocus();
  const id = useId();
  const columns = orderColumns(useExportColumns(), props.columns);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [selectedKeys, setSelectedKeys] = useState<readonly string[]>(props.columns);
  const count = props.images.length;
  const exportFile = useExportFile<Image>((name) => {
    toast.success(t('imageExport:done', { count, name }));
    props.onClose();
  });
  const { isPending } = exportFile;
  const selected = columns.filter(({ key }) => selectedKeys.includes(key));

  return (
    <Modal
      open
      title={t('imageExport:title')}
      onCancel={props.onClose}
      footer={[
        <Button key="cancel" onClick={isPending ? exportFile.cancel : props.onClose}>
          {isPending ? t('imageExport:stop') : t('common:cancel')}
        </Button>,
        <Button
          key="export"
          type="primary"
          loading={isPending}
          disabled={!props.complete || count === 0 || selected.length === 0}
          onClick={() => exportFile.start({ format, items: props.images, columns: selected, sheet: t('image:images') })}
        >
          {isPending ? t('imageExport:preparing') : t('imageExport:action', { count })}
        </Button>,
      ]}
    >
      <div className={styles.body}>
        {exportFile.hasFailed && <Alert type="error" showIcon role="alert" title={t('imageExport:failed')} />}
        <p role="status">{props.complete ? t('imageExport:rows', { count }) : t('imageExport:waiting', { count })}</p>
        <div className={styles.group}>
          <span id={`${id}-format`} className={styles.label}>
            {t('imageExport:format.label')}
          </span>
          <Radio.Group
            aria-labelledby={`${id}-format`}
            value={format}
            disabled={isPending}
            onChange={(event) => setFormat(event.target.value)}
            options={exportFormats.map((value) => ({ value, label: t(`imageExport:format.${value}`) }))}
          />
        </div>
        <fieldset className={styles.group}>
          <legend className={styles.label}>{t('imageExport:columns')}</legend>
          <Checkbox.Group
            className={styles.columns ?? ''}
            value={[...selectedKeys]}
            disabled={isPending}
            onChange={setSelectedKeys}
            options={columns.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </fieldset>
        <p className={styles.quiet}>{t('imageExport:times')}</p>
      </div>
    </Modal>
  );
}
