import type { Session } from '@console/bff-contract';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FieldErrorTextProvider, TextField } from '../../shared/form/index.ts';
import { FailureAlert, SlowResponse } from '../../shared/ui/index.ts';
import { requireAll, useSignIn } from './use-sign-in.ts';
import './sign-in.css';

const defaultDomain = 'Default';

interface Values {
  readonly username: string;
  readonly password: string;
  readonly domain: string;
}
const names = ['username', 'password', 'domain'] as const satisfies readonly (keyof Values)[];

/** The sign-in form. The domain field is folded, because most users are in the domain `Default`. */
export function SignInPage(props: {
  readonly logo: ReactNode;
  /** Menus for language and theme. */
  readonly tools: ReactNode;
  /** Shows the users of the embedded cloud. */
  readonly embedded: boolean;
  readonly onSignedIn: (session: Session) => void;
}) {
  const { t } = useTranslation(['signIn', 'common']);
  const [isDomainFolded, setDomainFolded] = useState(true);
  const { control, handleSubmit, setFocus } = useForm<Values>({
    resolver: requireAll(),
    defaultValues: { username: '', password: '', domain: defaultDomain },
  });
  const mutation = useSignIn(props.onSignedIn);
  useEffect(() => setFocus('username'), [setFocus]);
  const submit = handleSubmit(({ username, password, domain }) =>
    mutation.mutate(
      { username: username.trim(), password, domain: domain.trim() },
      { onError: () => setFocus('password', { shouldSelect: true }) },
    ),
  );

  return (
    <div className="sign-in">
      <div className="sign-in-tools">{props.tools}</div>
      <main className="sign-in-card">
        <div className="sign-in-brand">
          {props.logo} {t('common:product')}
        </div>
        <h1>{t('title')}</h1>
        <p>{t('subtitle')}</p>
        {mutation.isError && <FailureAlert error={mutation.error} />}
        <FieldErrorTextProvider toText={(error) => requiredText(t, error.message)}>
          <form noValidate onSubmit={(event) => void submit(event)}>
            <TextField control={control} name="username" label={t('username')} autoComplete="username" required />
            <TextField
              control={control}
              name="password"
              type="password"
              label={t('password')}
              autoComplete="current-password"
              required
            />
            {isDomainFolded ? (
              <p className="sign-in-domain">
                {t('domainNow', { domain: defaultDomain })}
                <Button type="link" size="small" onClick={() => setDomainFolded(false)}>
                  {t('changeDomain')}
                </Button>
              </p>
            ) : (
              <TextField control={control} name="domain" label={t('domain')} help={t('domainHelp')} required />
            )}
            <Button type="primary" htmlType="submit" block size="large" loading={mutation.isPending}>
              {t('submit')}
            </Button>
            {mutation.isPending && <SlowResponse service="identity" />}
          </form>
        </FieldErrorTextProvider>
        {props.embedded && <p className="sign-in-note">{t('embedded')}</p>}
      </main>
    </div>
  );
}

function requiredText(t: ReturnType<typeof useTranslation<['signIn']>>['t'], field: string | undefined): string {
  const name = names.find((candidate) => candidate === field) ?? 'username';
  return t(`required.${name}`);
}
