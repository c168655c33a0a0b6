import type { FieldFault } from '@console/image-model';
import { useTranslation } from 'react-i18next';

/** What can be wrong with a tag; each has a sentence under `fault` in the texts. */
const told = ['required', 'duplicate', 'tooLong', 'tooMany', 'pattern'] as const;

/** A tag's fault as a sentence. */
export function useFaultText(): (fault: FieldFault) => string {
  const { t } = useTranslation('imageTags');
  return ({ code, params }) => {
    const known = told.find((one) => one === code) ?? 'pattern';
    return t(`fault.${known}`, { replace: params });
  };
}
