import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FailureDetails, formatDateTime, useFailureText } from '../../shared/ui/index.ts';

/** A refresh has failed; what is shown is from before. `at`: when that was read, in ms. */
export function StaleNotice(props: {
  readonly error: unknown;
  readonly at: number;
  readonly isTrying: boolean;
  readonly onRetry: () => void;
}) {
  const { t, i18n } = useTranslation('imageDetail');
  const text = useFailureText()(props.error);
  return (
    <Alert
      type="warning"
      role="status"
      title={t('stale.title', { time: formatDateTime(new Date(props.at), i18n.language) })}
      description={
        <>
          <div>{text.title}</div>
          <div>{text.next}</div>
          <FailureDetails text={text} />
        </>
      }
      action={
        <Button size="small" loading={props.isTrying} onClick={props.onRetry}>
          {t('stale.retry')}
        </Button>
      }
    />
  );
}
