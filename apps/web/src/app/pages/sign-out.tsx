import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { sessionQuery, signOut } from '../../resources/session/session.ts';
import { useSessionGone } from '../../resources/session/session-gone.tsx';
import { isEnded, isPassive } from '../../resources/upload-manager/upload-transitions.ts';
import { useUploads } from '../../resources/upload-manager/uploads-context.tsx';
import { useHttp } from '../../shared/http/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { EmptyState, FailureAlert } from '../../shared/ui/index.ts';

/**
 * Signs out. This is a page, so that the leave guard of a filled form asks first, as before any other navigation. Only the
 * link in the user menu sets the location's state: an address that is typed or linked from another site does nothing.
 */
export function Component() {
  const { state } = useLocation();
  const running = useUploads().filter((upload) => !isEnded(upload) && !isPassive(upload)).length;
  const [mayStopUploads, setMayStopUploads] = useState(running === 0);
  if (typeof state !== 'object' || state === null || !('isRequested' in state))
    return <Navigate to={routes.images} replace />;
  return (
    <main className="content">
      {mayStopUploads ? <SigningOut /> : <UploadsWarning count={running} onConfirm={() => setMayStopUploads(true)} />}
    </main>
  );
}

function SigningOut() {
  const { t } = useTranslation('shell');
  const http = useHttp();
  const queries = useQueryClient();
  const gone = useSessionGone();
  const { mutate, error, isSuccess } = useMutation({
    mutationFn: () => signOut(http),
    onSuccess: async () => {
      await queries.cancelQueries();
      queries.removeQueries({ predicate: ({ queryKey: [what] }) => what !== 'session' && what !== 'config' });
      queries.setQueryData(sessionQuery(http).queryKey, null);
      gone.lower();
    },
  });
  useEffect(() => mutate(), [mutate]);
  if (isSuccess) return <Navigate to={routes.signIn} replace />;
  return error === null ? null : (
    <FailureAlert title={t('user.signOutFailed')} error={error} onRetry={() => mutate()} manualRetryOnly />
  );
}

function UploadsWarning(props: { readonly count: number; readonly onConfirm: () => void }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  return (
    <EmptyState
      level={1}
      title={t('signOut.uploads', { count: props.count })}
      hint={t('signOut.hint')}
      action={
        <div className="empty-state-actions">
          <Button autoFocus onClick={() => void navigate(-1)}>
            {t('signOut.stay')}
          </Button>
          <Button danger type="primary" onClick={props.onConfirm}>
            {t('user.signOut')}
          </Button>
        </div>
      }
    />
  );
}
