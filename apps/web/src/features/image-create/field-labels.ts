import { useTranslation } from 'react-i18next';
import { useImageFieldLabels } from '../../resources/image-fields/field-texts.tsx';

/** What the fields that can be wrong are called, in the order of the page; the list of errors reads by it. */
export function useFieldLabels(): Readonly<Record<string, string>> {
  const { t } = useTranslation('imageCreate');
  const { name, ...others } = useImageFieldLabels();
  return { name, source: t('file.label'), address: t('address.label'), checksum: t('checksum.label'), ...others };
}
