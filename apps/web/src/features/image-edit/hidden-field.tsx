import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SwitchField } from '../../shared/form/index.ts';
import type { EditValues } from './values.ts';

/** Whether lists leave the image out. */
export function HiddenField() {
  const { t } = useTranslation(['imageEdit', 'image']);
  const { control } = useFormContext<EditValues>();
  return (
    <SwitchField control={control} name="isHidden" label={t('image:field.hidden')} help={t('imageEdit:help.hidden')} />
  );
}
