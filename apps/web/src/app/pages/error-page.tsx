import { BugOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { RequestError } from '../../shared/http/index.ts';
import { CopyText, EmptyState, FailureAlert, usePageTitle } from '../../shared/ui/index.ts';

/** Instead of a page that threw: never blank, and with what the operator needs. */
export function ErrorPage() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  usePageTitle(t('broken.title'));
  if (error instanceof RequestError) return <FailureAlert error={error} onRetry={reload} manualRetryOnly />;
  const stale = isLostChunk(error);
  return (
    <EmptyState
      level={1}
      icon={<BugOutlined aria-hidden="true" />}
      title={t('broken.title')}
      hint={stale ? t('broken.stale') : t('broken.hint')}
      action={
        <>
          <Button type="primary" onClick={reload}>
            {t('broken.reload')}
          </Button>
          {!stale && (
            <p className="error-words">
              <CopyText text={String(error)} label={t('broken.details')} />
            </p>
          )}
        </>
      }
    />
  );
}

const reload = () => window.location.reload();

/** A page's code that could not be fetched: a new version was put in place, or the network is gone. */
function isLostChunk(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|unable to preload/i.test(error.message);
}
