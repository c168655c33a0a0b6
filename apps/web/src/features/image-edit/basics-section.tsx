import type { Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { FormSection, useImageControl } from '../../resources/image-fields/form-page.tsx';
import { useProfile } from '../../resources/images/profile.tsx';
import { SelectField, TextAreaField, TextField } from '../../shared/form/index.ts';

/** Name, description, and the format while it can still be changed: before there is data. */
export function BasicsSection({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageEdit', 'image']);
  const control = useImageControl();
  const { rules, formats } = useProfile();
  const offered = [...new Set([...(image.diskFormat === null ? [] : [image.diskFormat]), ...formats.listed])];
  return (
    <FormSection title={t('imageEdit:basics')}>
      <TextField
        control={control}
        name="name"
        label={t('image:field.imageName')}
        help={t('image:form.help.name', { max: rules.name.max })}
        required
      />
      {image.status === 'queued' && (
        <SelectField
          control={control}
          name="diskFormat"
          label={t('image:field.diskFormat')}
          help={t('imageEdit:help.format')}
          options={offered.map((format) => ({ value: format, label: format.toUpperCase() }))}
          placeholder={t('image:form.placeholder.choose')}
        />
      )}
      <TextAreaField
        control={control}
        name="description"
        label={t('image:field.description')}
        max={rules.description.max}
      />
    </FormSection>
  );
}
