import { Radio } from 'antd';
import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FieldFrame, type FieldOption, useFieldFrame } from '../../../shared/form/index.ts';
import { useImageControl } from './section.tsx';
import type { SwitchConcept } from './values.ts';

/** Instead of a switch where the image says neither yes nor no: its own text can stay, and does unless changed. */
export function RawSwitchField(props: {
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
