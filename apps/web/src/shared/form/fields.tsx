import { Input, InputNumber, Radio, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { FieldFrame, type FieldProps, useFieldFrame } from './field-frame.tsx';

/** One line of text. */
export function TextField<V extends FieldValues, N extends FieldPath<V>, T>(
  props: FieldProps<V, N, T> & {
    readonly placeholder?: string;
    readonly maxLength?: number;
    readonly autoComplete?: string;
    /** `password` hides the text and has a button that shows it. */
    readonly type?: 'text' | 'password' | 'url';
    readonly suffix?: ReactNode;
  },
) {
  const { field } = useController<V, N, T>({ control: props.control, name: props.name });
  const parts = useFieldFrame(props);
  const Control = props.type === 'password' ? Input.Password : Input;
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required}>
      <Control
        {...field}
        {...parts.aria}
        value={field.value ?? ''}
        status={parts.status ?? ''}
        disabled={props.disabled ?? false}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        suffix={props.suffix}
        autoComplete={props.autoComplete ?? 'off'}
        {...(props.type === 'url' ? { type: 'url', inputMode: 'url' as const } : {})}
      />
    </FieldFrame>
  );
}

/** Several lines of text, with a count if the length is limited. */
export function TextAreaField<V extends FieldValues, N extends FieldPath<V>, T>(
  props: FieldProps<V, N, T> & {
    /** Limit in characters. */
    readonly max?: number;
    readonly rows?: number;
  },
) {
  const { field } = useController<V, N, T>({ control: props.control, name: props.name });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required}>
      <Input.TextArea
        {...field}
        {...parts.aria}
        value={field.value ?? ''}
        rows={props.rows ?? 3}
        status={parts.status ?? ''}
        disabled={props.disabled ?? false}
        {...(props.max === undefined ? {} : { count: { show: true, max: props.max } })}
      />
    </FieldFrame>
  );
}

/** A number, or `null` while empty. The limits bind the arrow keys only; the schema checks what is typed. */
export function NumberField<V extends FieldValues, N extends FieldPath<V>, T>(
  props: FieldProps<V, N, T> & {
    readonly min?: number;
    readonly max?: number;
    readonly step?: number;
    /** Shown in the control after the number: `GiB`. */
    readonly unit?: string;
  },
) {
  const { field } = useController<V, N, T>({ control: props.control, name: props.name });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required}>
      <InputNumber<number>
        {...field}
        {...parts.aria}
        changeOnWheel={false}
        style={{ width: '100%' }}
        status={parts.status ?? ''}
        disabled={props.disabled ?? false}
        suffix={props.unit}
        min={props.min ?? Number.MIN_SAFE_INTEGER}
        max={props.max ?? Number.MAX_SAFE_INTEGER}
        step={props.step ?? 1}
      />
    </FieldFrame>
  );
}

/** An option of a select or radio field. */
export interface FieldOption {
  readonly value: string;
  readonly label: ReactNode;
  /** What the search compares if `label` is not a text. */
  readonly text?: string;
  readonly disabled?: boolean;
}

const searchText = (option: FieldOption): string =>
  option.text ?? (typeof option.label === 'string' ? option.label : option.value);

const optionSearch = {
  filterOption: (typed: string, option?: FieldOption) =>
    option !== undefined && searchText(option).toLowerCase().includes(typed.toLowerCase()),
};

/** One option of a list, or several. A cleared single choice is `null`. */
export function SelectField<V extends FieldValues, N extends FieldPath<V>, T>(
  props: FieldProps<V, N, T> & {
    readonly options: readonly FieldOption[];
    readonly placeholder?: string;
    readonly search?: boolean;
    readonly clearable?: boolean;
    /** With a mode the value is `string[]`; `tags` accepts typed values too. */
    readonly mode?: 'multiple' | 'tags';
  },
) {
  const { field } = useController<V, N, T>({ control: props.control, name: props.name });
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
        status={parts.status ?? ''}
        disabled={props.disabled ?? false}
        placeholder={props.placeholder}
        {...(props.search === true ? { showSearch: optionSearch } : {})}
        {...(props.mode === undefined ? {} : { mode: props.mode })}
      />
    </FieldFrame>
  );
}

/** Yes or no. The label stands beside the switch and toggles it. */
export function SwitchField<V extends FieldValues, N extends FieldPath<V>, T>(props: FieldProps<V, N, T>) {
  const { field } = useController<V, N, T>({ control: props.control, name: props.name });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required} layout="beside">
      <Switch
        {...parts.aria}
        ref={field.ref}
        checked={field.value === true}
        onChange={field.onChange}
        disabled={props.disabled ?? false}
      />
    </FieldFrame>
  );
}

/** One of a few options that are all visible. */
export function RadioField<V extends FieldValues, N extends FieldPath<V>, T>(
  props: FieldProps<V, N, T> & { readonly options: readonly FieldOption[]; readonly buttons?: boolean },
) {
  const { field } = useController<V, N, T>({ control: props.control, name: props.name });
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
        options={props.options.map(({ value, label, disabled = false }) => ({ value, label, disabled }))}
        optionType={props.buttons === true ? 'button' : 'default'}
        disabled={props.disabled ?? false}
      />
    </FieldFrame>
  );
}
