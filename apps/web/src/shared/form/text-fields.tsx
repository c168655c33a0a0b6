import { Input } from 'antd';
import type { ReactNode } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { FieldFrame, type FieldProps, useFieldFrame } from './frame.tsx';

interface TextProps<V extends FieldValues, N extends FieldPath<V>, T> extends FieldProps<V, N, T> {
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly autoComplete?: string;
  /** `password` hides what is typed, with an eye to show it. */
  readonly type?: 'text' | 'password' | 'url';
  readonly suffix?: ReactNode;
}

/** One line of text. */
export function TextField<V extends FieldValues, N extends FieldPath<V>, T>(props: TextProps<V, N, T>) {
  const { field } = useController<V, N, T>({
    control: props.control,
    name: props.name,
  });
  const parts = useFieldFrame(props);
  const Control = props.type === 'password' ? Input.Password : Input;
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required}>
      <Control
        {...field}
        {...parts.aria}
        value={field.value ?? ''}
        {...(parts.status === undefined ? {} : { status: parts.status })}
        {...(props.type === 'url' ? { type: 'url', inputMode: 'url' as const } : {})}
        {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
        {...(props.suffix === undefined ? {} : { suffix: props.suffix })}
        autoComplete={props.autoComplete ?? 'off'}
      />
    </FieldFrame>
  );
}

interface TextAreaProps<V extends FieldValues, N extends FieldPath<V>, T> extends FieldProps<V, N, T> {
  /** Characters; shows how many are used. */
  readonly max?: number;
  readonly rows?: number;
}

/** Several lines of text, with a count where there is a limit. */
export function TextAreaField<V extends FieldValues, N extends FieldPath<V>, T>(props: TextAreaProps<V, N, T>) {
  const { field } = useController<V, N, T>({
    control: props.control,
    name: props.name,
  });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required}>
      <Input.TextArea
        {...field}
        {...parts.aria}
        value={field.value ?? ''}
        rows={props.rows ?? 3}
        {...(parts.status === undefined ? {} : { status: parts.status })}
        {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
        {...(props.max === undefined ? {} : { count: { show: true, max: props.max } })}
      />
    </FieldFrame>
  );
}
