import type { FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isVolumeProblem, TEXT_MAX } from './rules.ts';
import type { VolumeStart } from './use-volume-start.ts';

/** The schema's problems as sentences, with the figures of this image and project. */
export function useProblemText({ leastGib, left }: VolumeStart): (error: FieldError) => string {
  const { t } = useTranslation('volume');
  const figures = { max: TEXT_MAX, least: leastGib, left: left?.gib ?? 0 };
  return ({ message, type }) => (isVolumeProblem(message) ? t(`problem.${message}`, figures) : (message ?? type));
}
