import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FieldErrorTextProvider, NumberField, SelectField, TextAreaField, TextField } from '../../shared/form/index.ts';
import { useProblemText } from './problem-text.ts';
import { schemaFor, TEXT_MAX, type VolumeOutput, type VolumeValues } from './rules.ts';
import type { VolumeStart } from './use-volume-start.ts';
import styles from './volume.module.css';

/** The fields, sent with Enter as well as with the dialog's button. */
export function VolumeFields(props: {
  readonly id: string;
  readonly start: VolumeStart;
  /** What was sent before, to be changed and sent again. */
  readonly filled: VolumeOutput | null;
  readonly mayCreate: boolean;
  readonly onSubmit: (values: VolumeOutput) => void;
}) {
  const { t } = useTranslation('volume');
  const { name, leastGib, offers, left } = props.start;
  const { control, handleSubmit, setFocus } = useForm<VolumeValues, unknown, VolumeOutput>({
    resolver: zodResolver(schemaFor(leastGib, left)),
    mode: 'onTouched',
    defaultValues: props.filled ?? { name, sizeGib: leastGib, type: offers.defaultType, zone: null, description: '' },
  });
  useEffect(() => setFocus('name', { shouldSelect: true }), [setFocus]);
  return (
    <FieldErrorTextProvider toText={useProblemText(props.start)}>
      <form
        id={props.id}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          if (props.mayCreate) void handleSubmit(props.onSubmit)(event);
          else event.preventDefault();
        }}
      >
        <TextField control={control} name="name" label={t('field.name')} required />
        <NumberField
          control={control}
          name="sizeGib"
          label={t('field.size')}
          help={t('help.size', { least: leastGib })}
          step={1}
          required
        />
        <SelectField
          control={control}
          name="type"
          label={t('field.type')}
          placeholder={t('cloudDecides')}
          options={offers.types.map(({ name: type, description }) => ({
            value: type,
            label: description ? t('typeWithDescription', { type, description }) : type,
          }))}
          clearable
        />
        <SelectField
          control={control}
          name="zone"
          label={t('field.zone')}
          placeholder={t('cloudDecides')}
          options={offers.zones.map((zone) => ({ value: zone.name, label: zone.name }))}
          clearable
        />
        <TextAreaField control={control} name="description" label={t('field.description')} rows={2} max={TEXT_MAX} />
      </form>
    </FieldErrorTextProvider>
  );
}
