import type { Session } from '@console/bff-contract';
import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FieldErrorTextProvider, TextField } from '../../shared/form/index.ts';
import { FailureAlert } from '../../shared/ui/index.ts';
import { requireAll, useSignIn } from './use-sign-in.ts';
import './sign-in.css';

/** Signs the same user in again, in the same project, over a page whose session has ended. The page keeps its input. */
export function SignInAgainDialog(props: {
  readonly session: Session;
  readonly onSignedIn: (session: Session) => void;
  readonly onOtherUser: () => void;
}) {
  const { user, project } = props.session;
  const { t } = useTranslation(['shell', 'signIn']);
  const { control, handleSubmit, setFocus } = useForm({ resolver: requireAll(), defaultValues: { password: '' } });
  const mutation = useSignIn(props.onSignedIn);
  useEffect(() => setFocus('password'), [setFocus]);
  const submit = handleSubmit(({ password }) =>
    mutation.mutate(
      { username: user.name, password, domain: user.domain, ...(project === null ? {} : { projectId: project.id }) },
      { onError: () => setFocus('password', { shouldSelect: true }) },
    ),
  );
  return (
    <Modal
      open
      title={t('again.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={420}
    >
      <p className="sign-in-again-body">{t('again.body')}</p>
      {mutation.isError && <FailureAlert error={mutation.error} />}
      <FieldErrorTextProvider toText={() => t('signIn:required.password')}>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <p className="sign-in-again-user">
            {t('again.user')} <strong>{user.name}</strong>
          </p>
          <input type="text" name="username" autoComplete="username" value={user.name} readOnly hidden />
          <TextField
            control={control}
            name="password"
            type="password"
            label={t('signIn:password')}
            autoComplete="current-password"
            required
          />
          <div className="sign-in-again-actions">
            <Button type="link" onClick={props.onOtherUser}>
              {t('again.other')}
            </Button>
            <Button type="primary" htmlType="submit" loading={mutation.isPending}>
              {t('again.submit')}
            </Button>
          </div>
        </form>
      </FieldErrorTextProvider>
    </Modal>
  );
}
