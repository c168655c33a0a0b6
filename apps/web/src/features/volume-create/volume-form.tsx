import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { type FieldError, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { QuotaLeft, VolumeOffers } from '../../resources/volumes/volume-queries.ts';
import { FieldErrorTextProvider, NumberField, SelectField, TextAreaField, TextField } from '../../shared/form/index.ts';
import styles from './volume.module.css';
import {
  createVolumeSchema,
  isVolumeProblem,
  TEXT_MAX,
  type VolumeOutput,
  type VolumeValues,
} from './volume-schema.ts';

/** What the form needs to know about the image, the project and the cloud. */
export interface VolumeFormContext {
  readonly imageName: string;
  readonly minSizeGib: number;
  readonly offers: VolumeOffers;
  /** `null` = the cloud does not report a quota. */
  readonly quota: QuotaLeft | null;
}

/** The form of a new volume. Enter submits it, and so does the dialog's button by the form's ID. */
export function VolumeForm(props: {
  readonly id: string;
  readonly context: VolumeFormContext;
  /** The values of the last attempt, after a failure. */
  readonly submitted: VolumeOutput | null;
  readonly mayCreate: boolean;
  readonly onSubmit: (values: VolumeOutput) => void;
}) {
  const { t } = useTranslation('volume');
  const { imageName, minSizeGib, offers, quota } = props.context;
  const { control, handleSubmit, setFocus } = useForm<VolumeValues, unknown, VolumeOutput>({
    resolver: zodResolver(createVolumeSchema(minSizeGib, quota)),
    mode: 'onTouched',
    defaultValues: props.submitted ?? {
      name: imageName,
      sizeGib: minSizeGib,
      type: offers.defaultType,
      zone: null,
      description: '',
    },
  });
  useEffect(() => setFocus('name', { shouldSelect: true }), [setFocus]);
  return (
    <FieldErrorTextProvider toText={useProblemText(props.context)}>
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
          help={t('help.size', { least: minSizeGib })}
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

function useProblemText({ minSizeGib, quota }: VolumeFormContext): (error: FieldError) => string {
  const { t } = useTranslation('volume');
  const params = { max: TEXT_MAX, least: minSizeGib, left: quota?.gib ?? 0 };
  return ({ message, type }) => (isVolumeProblem(message) ? t(`problem.${message}`, params) : (message ?? type));
}
