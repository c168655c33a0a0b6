import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { visibilities } from '@console/image-model';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useFieldArray, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField, SwitchField, TextField } from '../../shared/form/index.ts';
import styles from './form-page.module.css';
import { FormSection, useImageControl, useRawOption, useShownFields } from './form-page.tsx';
import type { ImageFields } from './image-fields.ts';

/** Section of visibility and protection. `children`: further fields about access. */
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

/** Field for the visibility of an image that is not public; nothing while it is public. */
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

/** Section of tags, virtio drivers and further properties. `children`: further advanced fields. */
export function AdvancedSection({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation('image');
  const control = useImageControl();
  const shown = useShownFields();
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

/** Fields for further properties: a row of name and value for each. */
function PropertyRows() {
  const { t } = useTranslation('image');
  const control = useImageControl();
  const { fields, append, remove } = useFieldArray({ control, name: 'properties' });
  return (
    <fieldset className={styles.propertyRows}>
      <legend className="field-label">{t('form.property.title')}</legend>
      <p className="field-help">{t('form.help.properties')}</p>
      {fields.map((row, index) => (
        <div className={styles.propertyRow} key={row.id}>
          <TextField
            control={control}
            name={`properties.${index}.key`}
            label={t('form.property.keyOf', { number: index + 1 })}
          />
          <TextField
            control={control}
            name={`properties.${index}.value`}
            label={t('form.property.valueOf', { number: index + 1 })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('form.property.remove', { number: index + 1 })}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <Button type="dashed" icon={<PlusOutlined aria-hidden="true" />} onClick={() => append({ key: '', value: '' })}>
        {t('form.property.add')}
      </Button>
    </fieldset>
  );
}
