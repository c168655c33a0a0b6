import { InputNumber } from 'antd';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { FieldFrame, type FieldProps, useFieldFrame } from './frame.tsx';

interface NumberProps<V extends FieldValues, N extends FieldPath<V>, T> extends FieldProps<V, N, T> {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Shown inside the control after the number, e.g. `GiB`. */
  readonly unit?: string;
}

/** A number or `null` (empty). Limits are for the arrows; what is typed stays and the schema judges it. */
export function NumberField<V extends FieldValues, N extends FieldPath<V>, T>(props: NumberProps<V, N, T>) {
  const { field } = useController<V, N, T>({
    control: props.control,
    name: props.name,
  });
  const parts = useFieldFrame(props);
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required={props.required}>
      <InputNumber<number>
        {...field}
        {...parts.aria}
        changeOnWheel={false}
        style={{ width: '100%' }}
        {...(parts.status === undefined ? {} : { status: parts.status })}
        {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
        {...(props.min === undefined ? {} : { min: props.min })}
        {...(props.max === undefined ? {} : { max: props.max })}
        {...(props.step === undefined ? {} : { step: props.step })}
        {...(props.unit === undefined ? {} : { suffix: props.unit })}
      />
    </FieldFrame>
  );
}
