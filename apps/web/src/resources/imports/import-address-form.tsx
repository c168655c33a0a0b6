import { sourceUrlViolation } from '@console/image-model';
import { Button, Input } from 'antd';
import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../images/profile.tsx';
import styles from './import-address-form.module.css';

/** Form for the address of a failed import, shown beside the failure, so that the cloud can download the file again. */
export function ImportAddressForm(props: {
  readonly imageName: string;
  readonly busy: boolean;
  readonly onSubmit: (address: string) => void;
}) {
  const { t } = useTranslation(['upload', 'imageCreate']);
  const { urlSchemes: schemes } = useProfile().rules;
  const [address, setAddress] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const id = useId();
  const violation = submitted ? violationKeyOf(address, schemes) : null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSubmitted(true);
    if (violationKeyOf(address, schemes) === null) props.onSubmit(address.trim());
  };
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <label htmlFor={id}>{t('upload:addressAgain.label')}</label>
      <div className={styles.row}>
        <Input
          id={id}
          type="url"
          size="small"
          autoComplete="off"
          aria-label={t('upload:addressAgain.of', { name: props.imageName })}
          aria-describedby={`${id}-help`}
          {...(violation === null ? {} : { status: 'error', 'aria-invalid': true })}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={props.busy}
          aria-label={t('upload:actionOf.retryImport', { name: props.imageName })}
        >
          {t('upload:action.retryImport')}
        </Button>
      </div>
      <div id={`${id}-help`} className={violation === null ? styles.help : styles.violation}>
        {violation === null
          ? t('upload:addressAgain.hint')
          : t(`imageCreate:problem.${violation}`, { schemes: schemes.join(', ') })}
      </div>
    </form>
  );
}

const violationKeys = { required: 'addressMissing', scheme: 'addressScheme' } as const;

function violationKeyOf(address: string, schemes: readonly string[]) {
  const code = sourceUrlViolation(address.trim(), schemes)?.code;
  if (code === undefined) return null;
  return code === 'required' || code === 'scheme' ? violationKeys[code] : 'addressForm';
}
