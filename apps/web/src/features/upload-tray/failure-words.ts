import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useImportFailureText, useStatusText } from '../../resources/image/index.ts';
import { causeOf, type UploadFailure } from '../../resources/upload/index.ts';
import { type FailureText, useFailureText } from '../../shared/ui/index.ts';

/** Why an upload failed and what can be done, in the reader's language. */
export function useUploadFailureText(): (failure: UploadFailure) => FailureText {
  const { t } = useTranslation('upload');
  const toText = useFailureText();
  const toImportText = useImportFailureText();
  const statusText = useStatusText();
  return useCallback(
    (failure) => {
      if (failure.kind === 'problem') return toText(causeOf(failure.problem));
      if (failure.kind === 'importRefused') return toText(failure.error);
      if (failure.kind === 'importFailed') return { ...toImportText(failure, 'staged'), requestId: null };
      const status = 'status' in failure ? statusText(failure.status) : '';
      return {
        title: t(`failure.${failure.kind}.title`, { status }),
        next: t(`failure.${failure.kind}.next`, { status }),
        requestId: null,
        raw: failure.kind === 'checksumMismatch' ? comparisonOf(failure) : null,
      };
    },
    [t, toText, toImportText, statusText],
  );
}

/** Both values under each other, for a look at where they part. */
function comparisonOf({ name, expected, actual }: Extract<UploadFailure, { kind: 'checksumMismatch' }>): string {
  return `${name}\n${expected}\n${actual}`;
}
