import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useFieldArray } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../shared/form/index.ts';
import styles from './fields.module.css';
import { useImageControl } from './section.tsx';

/** Further properties, a name and a value a row. */
export function PropertyRows() {
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
