import { Radio, Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { parallelChoices, useUploadActions, useUploadParallel } from '../../resources/upload/index.ts';
import styles from './tray.module.css';
import type { Notices } from './use-notices.ts';

/** How many at a time, and whether the system tells of the end. */
export function TraySettings({ notices }: { readonly notices: Notices }) {
  const { t } = useTranslation('upload');
  const actions = useUploadActions();
  const parallel = useUploadParallel();
  const labelId = useId();
  const noticeId = useId();
  return (
    <div className={styles.settings}>
      <span id={labelId}>{t('settings.parallel')}</span>
      <Radio.Group
        size="small"
        optionType="button"
        aria-labelledby={labelId}
        value={parallel}
        options={parallelChoices.map((value) => ({ value, label: String(value) }))}
        onChange={({ target }) => actions.setParallel(target.value as (typeof parallelChoices)[number])}
      />
      {notices.offered && (
        <>
          <label htmlFor={noticeId}>{t('settings.notify')}</label>
          <Switch id={noticeId} size="small" checked={notices.on} onChange={(on) => void notices.turn(on)} />
        </>
      )}
    </div>
  );
}
