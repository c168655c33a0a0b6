import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportFailure, unspecificFailure } from './import-progress.ts';

/** Why an import failed, in the reader's words. */
export interface ImportFailureText {
  readonly title: string;
  /** What it usually is, and what to do. */
  readonly next: string;
  /** Stores that did not get the data; `null` where the cloud names none. */
  readonly stores: string | null;
  /** What the cloud said, unchanged. */
  readonly raw: string | null;
}

/** Words of clouds that have an explanation; the first row that fits decides. */
const known = [
  ['virtio', /virtio/i],
  ['internal', unspecificFailure],
] as const;

/** Where the cloud had the data from: what usually goes wrong differs. */
export type ImportOrigin = 'fetched' | 'staged';

function kindOf(reason: string | null, origin: ImportOrigin) {
  const kind = reason === null ? 'unsaid' : (known.find(([, text]) => text.test(reason.trim()))?.[0] ?? 'said');
  return origin === 'staged' && (kind === 'unsaid' || kind === 'internal') ? 'staged' : kind;
}

/** Puts the failure of an import into words. */
export function useImportFailureText(): (failure: ImportFailure, origin: ImportOrigin) => ImportFailureText {
  const { t } = useTranslation('upload');
  return useCallback(
    ({ reason, stores }, origin) => {
      const kind = kindOf(reason, origin);
      return {
        title: t(`importFailure.${kind}.title`),
        next: t(`importFailure.${kind}.next`, { reason }),
        stores: stores.length === 0 ? null : t('importFailure.stores', { stores: stores.join(', ') }),
        raw: reason,
      };
    },
    [t],
  );
}
