import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ImageFields } from './values.ts';

/** What the fields about the image that can be wrong are called; lists of errors read by it. */
export function useImageFieldLabels() {
  const { t } = useTranslation('image');
  const rows = useWatch<ImageFields, 'properties'>({ name: 'properties' });
  return {
    name: t('field.imageName'),
    diskFormat: t('field.diskFormat'),
    description: t('field.description'),
    bootMode: t('field.bootMode'),
    minDiskGib: t('field.minDisk'),
    minMemoryGib: t('field.minMemory'),
    tags: t('field.tags'),
    ...Object.fromEntries(
      rows.map((_, index) => [`properties.${index}.key`, t('form.property.keyOf', { number: index + 1 })] as const),
    ),
  };
}
