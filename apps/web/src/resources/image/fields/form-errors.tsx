import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ErrorSummary } from '../../../shared/form/index.ts';
import type { ImageFields } from './values.ts';

/** On top of a form: how many fields need a change, and which. `labels` as for `ErrorSummary`. */
export function FormErrors({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('image');
  const { control, formState } = useFormContext<ImageFields>();
  const count = Object.keys(formState.errors).length;
  return <ErrorSummary control={control} title={t('form.errors', { count })} labels={labels} />;
}
