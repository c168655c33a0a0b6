import { useCallback } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../images/profile.tsx';
import { fieldErrorParams, isFieldErrorCode } from './field-rules.ts';
import type { ImageFields } from './image-fields.ts';

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

/** Says what is wrong with a field about the image, in figures of these values and this cloud; `null` = another matter. */
export function useFieldErrorText() {
  const { t } = useTranslation('image');
  const profile = useProfile();
  return useCallback(
    (message: string | undefined, values: ImageFields, leastDiskGib: number): string | null =>
      isFieldErrorCode(message) ? t(`form.problem.${message}`, fieldErrorParams(values, profile, leastDiskGib)) : null,
    [t, profile],
  );
}
