import {
  DownloadOutlined,
  LinkOutlined,
  QuestionCircleOutlined,
  ReloadOutlined,
  TableOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyBoundary, Popover, useCopyToClipboard } from '../../shared/ui/index.ts';
import type { ColumnSettings } from './column-settings.ts';
import styles from './list-toolbar.module.css';
import { formatSearchParams, type ListParams } from './search-params.ts';

const ColumnSettingsPanel = lazy(() => import('./column-settings-panel.tsx'));

export interface ToolsProps {
  readonly params: ListParams;
  readonly columnSettings: ColumnSettings;
  readonly onColumnSettings: (settings: ColumnSettings) => void;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
  readonly onExport: () => void;
  readonly onHelp: () => void;
}

/** Keyboard help, link to the view, column settings, export and refresh. */
export function ListTools(props: ToolsProps) {
  const { t } = useTranslation('imageList');
  const copyLink = useCopyLinkToView(props.params);
  return (
    <span className={styles.tools}>
      <Button
        type="text"
        icon={<QuestionCircleOutlined aria-hidden="true" />}
        aria-label={t('keys.title')}
        title={t('keys.title')}
        onClick={props.onHelp}
      />
      <Button
        icon={<LinkOutlined aria-hidden="true" />}
        aria-label={t('copyView')}
        title={t('copyView')}
        onClick={copyLink}
      />
      <Popover
        label={t('columns.title')}
        trigger={<TableOutlined aria-hidden="true" />}
        isIconOnly
        align="end"
        buttonClass={styles.columnsButton}
      >
        {() => (
          <LazyBoundary>
            <ColumnSettingsPanel settings={props.columnSettings} onChange={props.onColumnSettings} />
          </LazyBoundary>
        )}
      </Popover>
      <ExportButton onExport={props.onExport} />
      <RefreshButton isRefreshing={props.isRefreshing} onRefresh={props.onRefresh} />
    </span>
  );
}

/** Copies the address of the list with the current parameters. */
export function useCopyLinkToView(params: ListParams): () => void {
  const copy = useCopyToClipboard();
  return () => {
    const { origin, pathname } = window.location;
    copy(`${origin}${pathname}?${formatSearchParams(params)}`);
  };
}

export function ExportButton({ onExport }: { readonly onExport: () => void }) {
  const { t } = useTranslation('imageList');
  return (
    <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={onExport}>
      {t('export')}
    </Button>
  );
}

export function RefreshButton(props: { readonly isRefreshing: boolean; readonly onRefresh: () => void }) {
  const { t } = useTranslation('imageList');
  return (
    <Button
      icon={<ReloadOutlined spin={props.isRefreshing} aria-hidden="true" />}
      aria-label={t('refresh')}
      title={t('refresh')}
      onClick={props.onRefresh}
    />
  );
}
