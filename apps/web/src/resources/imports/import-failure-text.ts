import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportFailure, unspecificFailure } from './import-progress.ts';

/** Translated texts about a failed import. */
export interface ImportFailureText {
  readonly title: string;
  /** The usual cause and what the user can do. */
  readonly next: string;
  /** The stores that did not get the data; `null` where the cloud names none. */
  readonly stores: string | null;
  /** The cloud's own text. */
  readonly raw: string | null;
}

/** Reasons that have an explanation of their own; the first match decides. */
const knownReasons = [
  ['virtio', /virtio/i],
  ['internal', unspecificFailure],
] as const;

/** Whether the cloud downloaded the data or it was staged: the usual causes of a failure differ. */
export type ImportOrigin = 'fetched' | 'staged';

/** Returns the key of the texts in the locale files. */
function textKeyOf(reason: string | null, origin: ImportOrigin) {
  const key =
    reason === null
      ? 'withoutReason'
      : (knownReasons.find(([, text]) => text.test(reason.trim()))?.[0] ?? 'withReason');
  return origin === 'staged' && (key === 'withoutReason' || key === 'internal') ? 'staged' : key;
}

/** Returns a function that describes the failure of an import. */
export function useImportFailureText(): (failure: ImportFailure, origin: ImportOrigin) => ImportFailureText {
  const { t } = useTranslation('upload');
  return useCallback(
    ({ reason, stores }, origin) => {
      const key = textKeyOf(reason, origin);
      return {
        title: t(`importFailure.${key}.title`),
        next: t(`importFailure.${key}.next`, { reason }),
        stores: stores.length === 0 ? null : t('importFailure.stores', { stores: stores.join(', ') }),
        raw: reason,
      };
    },
    [t],
  );
}
