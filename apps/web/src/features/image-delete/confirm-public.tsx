import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './delete.module.css';
import type { Confirmation } from './plan.ts';

/** Public images may be in use by every project: they go only after their name has been typed. */
export function ConfirmPublic(props: {
  readonly confirmation: Exclude<Confirmation, { kind: 'none' }>;
  readonly typed: string;
  readonly onType: (text: string) => void;
}) {
  const { t } = useTranslation('imageDelete');
  const id = useId();
  const { confirmation } = props;
  return (
    <div className={styles.confirm}>
      <label htmlFor={id}>
        {confirmation.kind === 'name'
          ? t('confirm.name', { name: confirmation.text })
          : t('confirm.count', { count: confirmation.count })}
      </label>
      <Input id={id} value={props.typed} autoComplete="off" onChange={(event) => props.onType(event.target.value)} />
    </div>
  );
}
