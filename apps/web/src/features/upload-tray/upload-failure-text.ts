import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatusLabel } from '../../resources/images/image-labels.ts';
import { useImportFailureText } from '../../resources/imports/import-failure-text.ts';
import { toFailure, type UploadFailure } from '../../resources/upload-manager/upload-transitions.ts';
import { type FailureText, useFailureText } from '../../shared/ui/index.ts';

/** Returns a function that describes why an upload failed and what the user can do. */
export function useUploadFailureText(): (failure: UploadFailure) => FailureText {
  const { t } = useTranslation('upload');
  const toText = useFailureText();
  const toImportText = useImportFailureText();
  const statusText = useStatusLabel();
  return useCallback(
    (failure) => {
      if (failure.kind === 'problem') return toText(toFailure(failure.problem));
      if (failure.kind === 'importRefused') return toText(failure.error);
      if (failure.kind === 'importFailed') return { ...toImportText(failure, 'staged'), requestId: null };
      const status = 'status' in failure ? statusText(failure.status) : '';
      return {
        title: t(`failure.${failure.kind}.title`, { status }),
        next: t(`failure.${failure.kind}.next`, { status }),
        requestId: null,
        raw: failure.kind === 'checksumMismatch' ? checksumComparison(failure) : null,
      };
    },
    [t, toText, toImportText, statusText],
  );
}

/** Puts both checksums below each other, so that the user can compare them. */
function checksumComparison(failure: Extract<UploadFailure, { kind: 'checksumMismatch' }>): string {
  return `${failure.name}\n${failure.expected}\n${failure.actual}`;
}
