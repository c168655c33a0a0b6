import { useCallback } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../images/profile.tsx';
import { fieldErrorParams, isFieldErrorCode } from './field-rules.ts';
import type { ImageFields } from './image-fields.ts';

/** Returns the labels of the image's fields that can have errors, by field name, for the error summary. */
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

/** Returns a function that translates an error code of an image field; `null` for the code of another field. */
export function useFieldErrorText() {
  const { t } = useTranslation('image');
  const profile = useProfile();
  return useCallback(
    (message: string | undefined, values: ImageFields, leastDiskGib: number): string | null =>
      isFieldErrorCode(message) ? t(`form.problem.${message}`, fieldErrorParams(values, profile, leastDiskGib)) : null,
    [t, profile],
  );
}
