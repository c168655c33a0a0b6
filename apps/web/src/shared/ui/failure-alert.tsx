import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, isTemporary } from '../http/index.ts';
import { CopyText } from './copy-text.tsx';
import { failureFacts, failureOf } from './failure-facts.ts';

/** A failure in the reader's words: what happened, what to do, and what to tell the operator. */
export interface FailureText {
  readonly title: string;
  readonly next: string;
  /** Which service of the cloud, and its address, where that is known. */
  readonly location?: string | undefined;
  readonly requestId: string | null;
  /** What the service said, unchanged; show it only where the reader asks. */
  readonly raw: string | null;
}

/** Puts failures, or anything that was thrown, into words. */
export function useFailureText(): (failureOrError: unknown) => FailureText {
  const { t } = useTranslation('errors');
  return useCallback(
    (given) => {
      const { key, params, at, requestId, raw } = failureFacts(isFailure(given) ? given : failureOf(given));
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
export function FailureAlert(
  props: Given & {
    readonly title?: string;
    /** Of something that was read; it is read again by itself as well. */
    readonly onRetry?: (() => void) | undefined;
    /** Where that is not so. */
    readonly manualRetryOnly?: boolean;
  },
) {
  const { t } = useTranslation('errors');
  const toText = useFailureText();
  const text = toText('failure' in props ? props.failure : props.error);
  const follows = props.onRetry !== undefined && !props.manualRetryOnly && 'error' in props && isTemporary(props.error);
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
          {follows && <div>{t('byItself')}</div>}
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
