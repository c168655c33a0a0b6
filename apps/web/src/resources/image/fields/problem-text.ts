import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../profile.tsx';
import { isImageProblem, problemFigures } from './problems.ts';
import type { ImageFields } from './values.ts';

/** Says what is wrong with a field about the image, in figures of these values and this cloud; `null` = another matter. */
export function useImageProblemText() {
  const { t } = useTranslation('image');
  const profile = useProfile();
  return useCallback(
    (message: string | undefined, values: ImageFields, leastDiskGib: number): string | null =>
      isImageProblem(message) ? t(`form.problem.${message}`, problemFigures(values, profile, leastDiskGib)) : null,
    [t, profile],
  );
}
