import {
  DownloadOutlined,
  LinkOutlined,
  QuestionCircleOutlined,
  ReloadOutlined,
  TableOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnChoice } from './column-choice.ts';
import styles from './filters.module.css';
import { formatListAddress, type ListAddress } from './list-address.ts';
import { PopButton } from './pop-button.tsx';
import { useCopy } from './use-copy.ts';

const ColumnChooser = lazy(() => import('./column-chooser.tsx'));

export interface ToolsProps {
  readonly address: ListAddress;
  readonly choice: ColumnChoice;
  readonly onChoice: (choice: ColumnChoice) => void;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
  readonly onExport: () => void;
  readonly onHelp: () => void;
}

/** 导出. */
export function ExportButton({ onExport }: Pick<ToolsProps, 'onExport'>) {
  const { t } = useTranslation('imageList');
  return (
    <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={onExport}>
      {t('export')}
    </Button>
  );
}

/** The address says what the list shows, so a link to it is the view. */
export function useCopyView(address: ListAddress): () => void {
  const copy = useCopy();
  return () => {
    const { origin, pathname } = window.location;
    copy(`${origin}${pathname}?${formatListAddress(address)}`);
  };
}

export function RefreshButton(props: Pick<ToolsProps, 'isRefreshing' | 'onRefresh'>) {
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

/** At the end of the list's line: the view's link, columns, export, refresh, keys. */
export function ListTools(props: ToolsProps) {
  const { t } = useTranslation('imageList');
  const copyView = useCopyView(props.address);
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
        onClick={copyView}
      />
      <PopButton
        label={t('columns.title')}
        hint={t('columns.title')}
        align="end"
        face={
          <>
            <TableOutlined aria-hidden="true" />
            <span className="visually-hidden">{t('columns.title')}</span>
          </>
        }
      >
        {() => (
          <Suspense>
            <ColumnChooser choice={props.choice} onChoice={props.onChoice} />
          </Suspense>
        )}
      </PopButton>
      <ExportButton onExport={props.onExport} />
      <RefreshButton isRefreshing={props.isRefreshing} onRefresh={props.onRefresh} />
    </span>
  );
}
