import { visibilities } from '@console/image-model';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField, SwitchField } from '../../../shared/form/index.ts';
import { PropertyRows } from './property-rows.tsx';
import { FormSection, useImageControl, useRawOption, useShown } from './section.tsx';
import type { ImageFields } from './values.ts';

/** Public and protected; `children`: who else sees the image, and what else a form asks about access. */
export function AccessSection({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation('image');
  const control = useImageControl();
  return (
    <FormSection title={t('form.section.access')}>
      <SwitchField
        control={control}
        name="isPublic"
        label={t('field.public')}
        help={t(children === undefined ? 'form.help.public' : 'form.help.publicOrBelow')}
      />
      {children}
      <SwitchField control={control} name="isProtected" label={t('field.protected')} help={t('form.help.protected')} />
    </FormSection>
  );
}

/** Who sees an image that is not public; nothing while it is. */
export function VisibilityField() {
  const { t } = useTranslation('image');
  const control = useImageControl();
  const isPublic = useWatch<ImageFields, 'isPublic'>({ name: 'isPublic' });
  if (isPublic) return null;
  return (
    <SelectField
      control={control}
      name="limitedVisibility"
      label={t('field.visibility')}
      help={t('form.help.visibility')}
      options={visibilities
        .filter((value) => value !== 'public')
        .map((value) => ({ value, label: t(`visibility.${value}`) }))}
    />
  );
}

/** Tags, virtio drivers and further properties; `children`: what else a form has for those who want it. */
export function AdvancedSection({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation('image');
  const control = useImageControl();
  const shown = useShown();
  const raw = useRawOption('virtio');
  return (
    <FormSection title={t('form.section.advanced')}>
      <SelectField
        control={control}
        name="tags"
        mode="tags"
        label={t('field.tags')}
        options={[]}
        placeholder={t('form.placeholder.tags')}
      />
      {children}
      {shown.has('virtio') && (
        <SelectField
          control={control}
          name="virtio"
          label={t('field.virtio')}
          help={t('form.help.virtio')}
          options={[...raw, { value: 'yes', label: t('boolean.yes') }, { value: 'no', label: t('boolean.no') }]}
          placeholder={t('form.placeholder.unset')}
          clearable
        />
      )}
      <PropertyRows />
    </FormSection>
  );
}
