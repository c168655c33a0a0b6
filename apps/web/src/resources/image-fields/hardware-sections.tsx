import type { CloudProfile } from '@console/cloud-profiles';
import { architectures, bootModes, hypervisors, type OsCategory, osCategories } from '@console/image-model';
import { bytesToWholeGib } from '@console/units';
import { Radio } from 'antd';
import { useController, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import {
  FieldFrame,
  type FieldOption,
  NumberField,
  RadioField,
  SelectField,
  SwitchField,
  useFieldFrame,
} from '../../shared/form/index.ts';
import { formatBytes } from '../../shared/ui/index.ts';
import { useProfile } from '../images/profile.tsx';
import styles from './form-page.module.css';
import { FormSection, useImageControl, useRawOption, useShownFields } from './form-page.tsx';
import { type ImageFields, type SwitchConcept, switchFields } from './image-fields.ts';

/** Section of OS category, CPU architecture and hypervisor type. */
export function SystemSection() {
  const { t } = useTranslation('image');
  const profile = useProfile();
  const control = useImageControl();
  const shown = useShownFields();
  const raw = {
    os: useRawOption('os'),
    architecture: useRawOption('architecture'),
    hypervisor: useRawOption('hypervisor'),
  };
  return (
    <FormSection title={t('form.section.system')}>
      {shown.has('os') && (
        <SelectField
          control={control}
          name="os"
          label={t('field.os')}
          options={[...raw.os, ...osOptions(profile, (os) => t(`os.${os}`))]}
          placeholder={t('form.placeholder.choose')}
          search
          clearable
        />
      )}
      {shown.has('architecture') && (
        <RadioField
          control={control}
          name="architecture"
          label={t('field.architecture')}
          options={[
            ...raw.architecture,
            ...architectures.map((value) => ({ value, label: t(`architecture.${value}`) })),
          ]}
        />
      )}
      {shown.has('hypervisor') && (
        <RadioField
          control={control}
          name="hypervisor"
          label={t('field.hypervisor')}
          help={t('form.help.hypervisor')}
          options={[...raw.hypervisor, ...hypervisors.map((value) => ({ value, label: t(`hypervisor.${value}`) }))]}
        />
      )}
    </FormSection>
  );
}

/** Section of boot mode and switches. `efiFound`: the chosen file has an EFI system partition. */
export function BootSection({ efiFound = false }: { readonly efiFound?: boolean }) {
  const { t } = useTranslation('image');
  const control = useImageControl();
  const shown = useShownFields();
  const raw = useRawOption('bootMode');
  const needed = useWatch<ImageFields, 'hypervisor'>({ name: 'hypervisor' }) === 'baremetal';
  return (
    <FormSection title={t('form.section.boot')}>
      {shown.has('bootMode') && (
        <SelectField
          control={control}
          name="bootMode"
          label={t('field.bootMode')}
          help={t(efiFound ? 'form.help.bootModeFound' : 'form.help.bootMode')}
          options={[...raw, ...bootModes.map((value) => ({ value, label: t(`bootMode.${value}`) }))]}
          placeholder={t(needed ? 'form.placeholder.choose' : 'form.placeholder.unset')}
          required={needed}
          clearable
        />
      )}
      {switchFields
        .filter((name) => shown.has(name))
        .map((name) => (
          <HardwareSwitch key={name} name={name} />
        ))}
    </FormSection>
  );
}

function HardwareSwitch({ name }: { readonly name: SwitchConcept }) {
  const { t } = useTranslation('image');
  const control = useImageControl();
  const raw = useRawOption(name);
  const texts = { label: t(`field.${name}`), help: t(`form.help.${name}`) };
  return raw.length === 0 ? (
    <SwitchField control={control} name={name} {...texts} />
  ) : (
    <RawSwitchField name={name} raw={raw} {...texts} />
  );
}

/** Section of minimum disk and memory. `virtualSize` in bytes; `null` when unknown. */
export function MinimumSection({ virtualSize }: { readonly virtualSize: number | null }) {
  const { t, i18n } = useTranslation('image');
  const control = useImageControl();
  return (
    <FormSection title={t('form.section.minimum')}>
      <div className={styles.pair}>
        <NumberField
          control={control}
          name="minDiskGib"
          label={t('field.minDisk')}
          min={0}
          step={1}
          {...(virtualSize === null
            ? {}
            : {
                help: t('form.help.minDiskFound', {
                  size: formatBytes(virtualSize, i18n.language),
                  gib: bytesToWholeGib(virtualSize),
                }),
              })}
        />
        <NumberField control={control} name="minMemoryGib" label={t('field.minMemory')} min={0} step={0.5} />
      </div>
    </FormSection>
  );
}

/** Replaces a switch where the image's value is neither yes nor no, so that the value can stay chosen. */
function RawSwitchField(props: {
  readonly name: SwitchConcept;
  readonly label: string;
  readonly help: string;
  readonly raw: readonly FieldOption[];
}) {
  const { t } = useTranslation('image');
  const control = useImageControl();
  const { field } = useController({ control, name: props.name });
  const parts = useFieldFrame({ control, name: props.name, label: props.label, help: props.help });
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} layout="group">
      <Radio.Group
        {...parts.aria}
        aria-labelledby={`${parts.aria.id}-label`}
        name={field.name}
        value={field.value}
        onChange={(event) => field.onChange(event.target.value)}
        onBlur={field.onBlur}
        options={[
          ...props.raw.map(({ value, label }) => ({ value, label })),
          { value: true, label: t('boolean.yes') },
          { value: false, label: t('boolean.no') },
        ]}
      />
    </FieldFrame>
  );
}

/** Returns the OS categories that the cloud can store. */
function osOptions(profile: CloudProfile, labelOf: (os: OsCategory) => string): readonly FieldOption[] {
  const spelled = profile.concepts.os?.values ?? {};
  return osCategories.filter((os) => Object.hasOwn(spelled, os)).map((os) => ({ value: os, label: labelOf(os) }));
}
