import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormSection } from '../../../resources/image-fields/form-page.tsx';
import { useProfile } from '../../../resources/images/profile.tsx';
import { type ChosenFile, readChecksum } from '../../../resources/upload/index.ts';
import { RadioField, SelectField, TextAreaField, TextField } from '../../../shared/form/index.ts';
import { FailureAlert } from '../../../shared/ui/index.ts';
import type { CloudChoices } from '../cloud-choices.ts';
import styles from '../create.module.css';
import { FileField } from '../file-field.tsx';
import { inspectionOf } from '../source.ts';
import { NameTaken } from '../told-before.tsx';
import { type CreateValues, origins } from '../values.ts';
import { canFetch } from '../way.ts';

export function SourceSection(props: {
  readonly choices: CloudChoices;
  readonly onChoose: (file: ChosenFile) => void;
  /** What is said of the file, under it. */
  readonly children: ReactNode;
}) {
  const { control } = useFormContext<CreateValues>();
  const { t } = useTranslation('imageCreate');
  const label = useTranslation('image').t;
  const profile = useProfile();
  const { name, description, urlSchemes } = profile.rules;
  const origin = useWatch({ control, name: 'origin' });
  return (
    <FormSection title={t('section.source')}>
      <TextField
        control={control}
        name="name"
        label={label('field.imageName')}
        help={label('form.help.name', { max: name.max })}
        required
      />
      <NameTaken />
      {canFetch(profile, props.choices.importMethods) && (
        <RadioField
          control={control}
          name="origin"
          label={label('field.source')}
          options={origins.map((value) => ({ value, label: t(`origin.${value}`) }))}
        />
      )}
      {props.choices.untold !== null && urlSchemes.length > 0 && (
        <div className={styles.untold}>
          <FailureAlert
            error={props.choices.untold.error}
            title={t('fetchUntold')}
            onRetry={props.choices.untold.askAgain}
          />
        </div>
      )}
      {origin === 'file' ? (
        <>
          <FileField control={control} onChoose={props.onChoose} />
          {props.children}
          <ChecksumField />
        </>
      ) : (
        <TextField
          control={control}
          name="address"
          type="url"
          label={t('address.label')}
          help={urlSchemes.map((scheme) => t('address.help', { scheme })).join(t('address.or'))}
          required
        />
      )}
      <FormatField formats={props.choices.formats} />
      <TextAreaField control={control} name="description" label={label('field.description')} max={description.max} />
    </FormSection>
  );
}

/** By its length it is known what was pasted. */
function ChecksumField() {
  const { control } = useFormContext<CreateValues>();
  const { t } = useTranslation('imageCreate');
  const checksum = readChecksum(useWatch({ control, name: 'checksum' }));
  const help =
    checksum === null
      ? t('checksum.help')
      : t('checksum.found', { name: checksumNames[checksum.name] ?? checksum.name });
  return <TextField control={control} name="checksum" label={t('checksum.label')} help={help} />;
}

/** As people write them. */
const checksumNames: Readonly<Partial<Record<string, string>>> = { md5: 'MD5', sha256: 'SHA-256', sha512: 'SHA-512' };

function FormatField({ formats }: Pick<CloudChoices, 'formats'>) {
  const { control } = useFormContext<CreateValues>();
  const { t } = useTranslation('imageCreate');
  const label = useTranslation('image').t;
  const [origin, source] = useWatch({ control, name: ['origin', 'source'] });
  const found = inspectionOf(source)?.glanceFormat ?? null;
  const helpForFile = found === null ? t('help.formatWait') : t('help.formatFound', { format: found.toUpperCase() });
  return (
    <SelectField
      control={control}
      name="diskFormat"
      label={label('field.diskFormat')}
      help={origin === 'url' ? t('help.formatUnseen') : helpForFile}
      options={formats.map((format) => ({ value: format, label: format.toUpperCase() }))}
      placeholder={label('form.placeholder.choose')}
      required
    />
  );
}
