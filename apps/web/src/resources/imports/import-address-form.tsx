import { sourceUrlFault } from '@console/image-model';
import { Button, Input } from 'antd';
import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../images/profile.tsx';
import styles from './import-address-form.module.css';

/** Asks for the address of a file that the cloud is to fetch once more, in the place where its failure is told. */
export function ImportAddressForm(props: {
  readonly imageName: string;
  readonly busy: boolean;
  readonly onGive: (address: string) => void;
}) {
  const { t } = useTranslation(['upload', 'imageCreate']);
  const { urlSchemes: schemes } = useProfile().rules;
  const [address, setAddress] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const fault = tried ? faultWord(address, schemes) : null;
  const give = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (faultWord(address, schemes) === null) props.onGive(address.trim());
  };
  return (
    <form noValidate className={styles.form} onSubmit={give}>
      <label htmlFor={id}>{t('upload:addressAgain.label')}</label>
      <div className={styles.line}>
        <Input
          id={id}
          type="url"
          size="small"
          autoComplete="off"
          aria-label={t('upload:addressAgain.of', { name: props.imageName })}
          aria-describedby={`${id}-help`}
          {...(fault === null ? {} : { status: 'error', 'aria-invalid': true })}
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
      <div id={`${id}-help`} className={fault === null ? styles.help : styles.fault}>
        {fault === null
          ? t('upload:addressAgain.hint')
          : t(`imageCreate:problem.${fault}`, { schemes: schemes.join(', ') })}
      </div>
    </form>
  );
}

const words = { required: 'addressMissing', scheme: 'addressScheme' } as const;

function faultWord(address: string, schemes: readonly string[]) {
  const code = sourceUrlFault(address.trim(), schemes)?.code;
  if (code === undefined) return null;
  return code === 'required' || code === 'scheme' ? words[code] : 'addressForm';
}
