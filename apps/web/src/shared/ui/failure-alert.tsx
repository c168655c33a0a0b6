import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, isTemporary } from '../http/index.ts';
import { CopyText } from './copy-text.tsx';
import { failureFacts, failureOf } from './failure-facts.ts';

/** A failure in the user's language: what happened, the next step, and details for the operator. */
export interface FailureText {
  readonly title: string;
  readonly next: string;
  /** The cloud service and its address, if known. */
  readonly location?: string | undefined;
  readonly requestId: string | null;
  /** The service's own message, unchanged; shown only on request. */
  readonly raw: string | null;
}

/** Translates failures and thrown errors. */
export function useFailureText(): (failureOrError: unknown) => FailureText {
  const { t } = useTranslation('errors');
  return useCallback(
    (failureOrError) => {
      const failure = isFailure(failureOrError) ? failureOrError : failureOf(failureOrError);
      const { key, params, at, requestId, raw } = failureFacts(failure);
      const service = at?.service ?? 'cloud';
      const name = t(`service.${service}`);
      const replace = { service: t(`subject.${service}`), name, ...params };
      return {
        title: t(`${key}.title`, { replace }),
        next: t(`${key}.next`, { replace }),
        location:
          at === null || key === 'problem.serviceMissing'
            ? undefined
            : at.host === null
              ? name
              : t('where', { name, host: at.host }),
        requestId,
        raw,
      };
    },
    [t],
  );
}

/** Joins title and next step to one line, for a toast or a row. */
export function useFailureLine(): (text: FailureText) => string {
  const { t } = useTranslation('errors');
  return useCallback(({ title, next }) => t('inOneLine', { title, next }), [t]);
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'kind' in value && !(value instanceof Error);
}

type FailureSource = { readonly failure: Failure } | { readonly error: unknown };

/** An alert for a failed request: what happened, the next step, the request ID to copy, and a retry button. */
export function FailureAlert(
  props: FailureSource & {
    readonly title?: string;
    /** Retries the request. For a temporary failure of a query the alert adds that the page retries automatically. */
    readonly onRetry?: (() => void) | undefined;
    /** The page does not retry automatically: the request is no query, or the page cannot go on. */
    readonly manualRetryOnly?: boolean;
  },
) {
  const { t } = useTranslation('errors');
  const toText = useFailureText();
  const text = toText('failure' in props ? props.failure : props.error);
  const isRetriedAutomatically =
    props.onRetry !== undefined && !props.manualRetryOnly && 'error' in props && isTemporary(props.error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={props.title ?? text.title}
      description={
        <>
          {props.title !== undefined && <div>{text.title}</div>}
          <div>{text.next}</div>
          {isRetriedAutomatically && <div>{t('byItself')}</div>}
          <FailureDetails text={text} />
        </>
      }
      action={
        props.onRetry !== undefined && (
          <Button size="small" onClick={props.onRetry}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}

/** Location, request ID and, behind a disclosure, the service's own message. */
export function FailureDetails({ text }: { readonly text: FailureText }) {
  const { t } = useTranslation('errors');
  return (
    <>
      {text.location !== undefined && <div className="failure-request">{text.location}</div>}
      {text.requestId !== null && (
        <div className="failure-request">
          {t('requestId')} <CopyText text={text.requestId} label={t('requestId')} />
        </div>
      )}
      {text.raw !== null && (
        <details className="failure-raw">
          <summary>{t('details')}</summary>
          <pre>{text.raw}</pre>
        </details>
      )}
    </>
  );
}
