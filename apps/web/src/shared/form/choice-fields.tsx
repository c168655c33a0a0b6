import { Radio, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { FieldFrame, type FieldProps, useFieldFrame } from './frame.tsx';

/** One thing to choose. `label` may be drawn (logo and word); then `text` is what search compares. */
export interface FieldOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly text?: string;
  readonly disabled?: boolean;
}

interface ChoiceProps<V extends FieldValues, N extends FieldPath<V>, T> extends FieldProps<V, N, T> {
  readonly options: readonly FieldOption[];
}

interface SelectProps<V extends FieldValues, N extends FieldPath<V>, T> extends ChoiceProps<V, N, T> {
  readonly placeholder?: string;
  readonly search?: boolean;
  readonly clearable?: boolean;
  /** `tags`: any number of values, typed or chosen; the value is then `string[]`. */
  readonly mode?: 'multiple' | 'tags';
}

const searchText = (option: FieldOption): string =>
  option.text ?? (typeof option.label === 'string' ? option.label : option.value);

/** One of a list (or several); an emptied single choice is `null`. */
export function SelectField<V extends FieldValues, N extends FieldPath<V>, T>(props: SelectProps<V, N, T>) {
  const { field } = useController<V, N, T>({
    control: props.control,
    name: props.name,
  });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required}>
      <Select
        {...parts.aria}
        ref={field.ref}
        value={field.value ?? undefined}
        onBlur={field.onBlur}
        onChange={(value: unknown) => field.onChange(value ?? null)}
        options={props.options.map((option) => ({ ...option }))}
        style={{ width: '100%' }}
        allowClear={props.clearable ?? false}
        {...(props.search === true
          ? {
              showSearch: {
                filterOption: (typed: string, option?: FieldOption) =>
                  option !== undefined && searchText(option).toLowerCase().includes(typed.toLowerCase()),
              },
            }
          : {})}
        {...(props.mode === undefined ? {} : { mode: props.mode })}
        {...(parts.status === undefined ? {} : { status: parts.status })}
        {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </FieldFrame>
  );
}

/** Yes or no; the label stands beside the switch and turns it. */
export function SwitchField<V extends FieldValues, N extends FieldPath<V>, T>(props: FieldProps<V, N, T>) {
  const { field } = useController<V, N, T>({
    control: props.control,
    name: props.name,
  });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required} layout="beside">
      <Switch
        {...parts.aria}
        ref={field.ref}
        checked={field.value === true}
        onChange={field.onChange}
        {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
      />
    </FieldFrame>
  );
}

/** One of a few, all in view. */
export function RadioField<V extends FieldValues, N extends FieldPath<V>, T>(
  props: ChoiceProps<V, N, T> & { readonly buttons?: boolean },
) {
  const { field } = useController<V, N, T>({
    control: props.control,
    name: props.name,
  });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required} layout="group">
      <Radio.Group
        {...parts.aria}
        aria-labelledby={`${parts.aria.id}-label`}
        name={field.name}
        value={field.value ?? undefined}
        onChange={(event) => field.onChange(event.target.value)}
        onBlur={field.onBlur}
        options={props.options.map((option) => ({
          value: option.value,
          label: option.label,
          disabled: option.disabled ?? false,
        }))}
        {...(props.buttons === true ? { optionType: 'button' as const } : {})}
        {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
      />
    </FieldFrame>
  );
}
