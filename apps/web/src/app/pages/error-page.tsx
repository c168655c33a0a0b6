import { BugOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { RequestError } from '../../shared/http/index.ts';
import { CopyText, EmptyState, FailureAlert, isChunkLoadError, usePageTitle } from '../../shared/ui/index.ts';

/** Takes the place of a page whose code could not be loaded or that threw; the error's text helps the operator. */
export function ErrorPage() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  usePageTitle(t('broken.title'));
  if (error instanceof RequestError) return <FailureAlert error={error} onRetry={reload} manualRetryOnly />;
  const isNotLoaded = isChunkLoadError(error);
  return (
    <EmptyState
      level={1}
      icon={<BugOutlined aria-hidden="true" />}
      title={t('broken.title')}
      hint={isNotLoaded ? t('broken.stale') : t('broken.hint')}
      action={
        <>
          <Button type="primary" onClick={reload}>
            {t('broken.reload')}
          </Button>
          {!isNotLoaded && (
            <p>
              <CopyText text={String(error)} label={t('broken.details')} />
            </p>
          )}
        </>
      }
    />
  );
}

const reload = () => window.location.reload();
