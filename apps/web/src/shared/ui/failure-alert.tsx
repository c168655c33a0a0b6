import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../http/index.ts';
import { CopyText } from './copy-text.tsx';
import { failureFacts, failureOf } from './failure-key.ts';

/** A failure in the reader's words: what happened, what to do, and what to tell the operator. */
export interface FailureText {
  readonly title: string;
  readonly next: string;
  readonly requestId: string | null;
  /** What the service said, unchanged; show it only where the reader asks. */
  readonly raw: string | null;
}

/** Puts failures, or anything that was thrown, into words. */
export function useFailureText(): (failureOrError: unknown) => FailureText {
  const { t } = useTranslation('errors');
  return useCallback(
    (given) => {
      const { key, params, requestId, raw } = failureFacts(isFailure(given) ? given : failureOf(given));
      return {
        title: t(`${key}.title`, { replace: params }),
        next: t(`${key}.next`, { replace: params }),
        requestId,
        raw,
      };
    },
    [t],
  );
}

/** What happened and what to do in one line, for a toast or a row of a list. */
export function useFailureLine(): (text: FailureText) => string {
  const { t } = useTranslation('errors');
  return useCallback(({ title, next }) => t('inOneLine', { title, next }), [t]);
}

function isFailure(given: unknown): given is Failure {
  return typeof given === 'object' && given !== null && 'kind' in given && !(given instanceof Error);
}

type Given = { readonly failure: Failure } | { readonly error: unknown };

/** A failed request where it failed: sentence, next step, request id to copy, and a way to try again. */
export function FailureAlert(props: Given & { readonly title?: string; readonly onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation('errors');
  const toText = useFailureText();
  const text = toText('failure' in props ? props.failure : props.error);
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

/** Request id and, behind a disclosure, the service's own words. */
export function FailureDetails({ text }: { readonly text: FailureText }) {
  const { t } = useTranslation('errors');
  return (
    <>
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
