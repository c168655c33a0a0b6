import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormSection } from '../../resources/image-fields/form-page.tsx';
import { useProfile } from '../../resources/images/profile.tsx';
import type { ChosenFile } from '../../shared/form/chosen-file.ts';
import { RadioField, SelectField, TextAreaField, TextField } from '../../shared/form/index.ts';
import { FailureAlert } from '../../shared/ui/index.ts';
import { parseChecksum } from './checksum.ts';
import type { CloudOptions } from './cloud-options.ts';
import styles from './create.module.css';
import { type CreateValues, origins } from './create-values.ts';
import { FileField } from './file-field.tsx';
import { SameNameWarning } from './preflight-warnings.tsx';
import { inspectionResult } from './source-file.ts';
import { hasWebDownload } from './transfer-method.ts';

/** The section with the name, the source of the data, its format and the description. */
export function SourceSection(props: {
  readonly options: CloudOptions;
  readonly onChoose: (file: ChosenFile) => void;
  /** Rendered below the file field. */
  readonly children: ReactNode;
}) {
  const { control } = useFormContext<CreateValues>();
  const { t } = useTranslation('imageCreate');
  const label = useTranslation('image').t;
  const profile = useProfile();
  const { importMethods, importMethodsFailure, formats } = props.options;
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
      <SameNameWarning />
      {hasWebDownload(profile, importMethods) && (
        <RadioField
          control={control}
          name="origin"
          label={label('field.source')}
          options={origins.map((value) => ({ value, label: t(`origin.${value}`) }))}
        />
      )}
      {importMethodsFailure !== null && urlSchemes.length > 0 && (
        <div className={styles.importMethodsFailure}>
          <FailureAlert
            error={importMethodsFailure.error}
            title={t('importMethodsFailed')}
            onRetry={importMethodsFailure.retry}
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
      <FormatField formats={formats} />
      <TextAreaField control={control} name="description" label={label('field.description')} max={description.max} />
    </FormSection>
  );
}

const algorithmNames: Readonly<Partial<Record<string, string>>> = { md5: 'MD5', sha256: 'SHA-256', sha512: 'SHA-512' };

/** The length of the checksum determines its algorithm, which the help text names. */
function ChecksumField() {
  const { control } = useFormContext<CreateValues>();
  const { t } = useTranslation('imageCreate');
  const checksum = parseChecksum(useWatch({ control, name: 'checksum' }));
  const help =
    checksum === null
      ? t('checksum.help')
      : t('checksum.found', { name: algorithmNames[checksum.name] ?? checksum.name });
  return <TextField control={control} name="checksum" label={t('checksum.label')} help={help} />;
}

function FormatField({ formats }: Pick<CloudOptions, 'formats'>) {
  const { control } = useFormContext<CreateValues>();
  const { t } = useTranslation('imageCreate');
  const label = useTranslation('image').t;
  const [origin, source] = useWatch({ control, name: ['origin', 'source'] });
  const found = inspectionResult(source)?.glanceFormat ?? null;
  const fileHelp = found === null ? t('help.formatWait') : t('help.formatFound', { format: found.toUpperCase() });
  return (
    <SelectField
      control={control}
      name="diskFormat"
      label={label('field.diskFormat')}
      help={origin === 'url' ? t('help.formatOfUrl') : fileHelp}
      options={formats.map((format) => ({ value: format, label: format.toUpperCase() }))}
      placeholder={label('form.placeholder.choose')}
      required
    />
  );
}
