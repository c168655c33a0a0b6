import type { ReactNode } from 'react';
import { type Control, type FieldError, type FieldPath, type FieldValues, get, useFormState } from 'react-hook-form';
import { useFieldErrorText } from './error-text.tsx';
import { fieldId } from './field-id.ts';
import './form.css';

/** What every field of a form is told. `label` and `help` come translated. */
export interface FieldProps<V extends FieldValues, N extends FieldPath<V> = FieldPath<V>, T = V> {
  readonly control: Control<V, unknown, T>;
  readonly name: N;
  readonly label: string;
  /** One short sentence under the field. */
  readonly help?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** Attributes that tie a control to its label, help and error. */
export interface ControlAria {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly 'aria-required'?: true;
}

interface FrameParts {
  readonly aria: ControlAria;
  readonly status: 'error' | undefined;
  readonly error: string | null;
  readonly helpId: string;
  readonly errorId: string;
}

/** The wiring of one field: ids, states and the sentence of its error. */
export function useFieldFrame<V extends FieldValues, N extends FieldPath<V>, T>(
  props: FieldProps<V, N, T>,
): FrameParts {
  const { errors } = useFormState({ control: props.control, name: props.name });
  const toText = useFieldErrorText();
  const found = get(errors, props.name) as FieldError | undefined;
  const error = found === undefined ? null : toText(found);
  const id = fieldId(props.name);
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const described = [error === null ? null : errorId, props.help === undefined ? null : helpId]
    .filter((part) => part !== null)
    .join(' ');
  return {
    aria: {
      id,
      ...(described === '' ? {} : { 'aria-describedby': described }),
      ...(error === null ? {} : { 'aria-invalid': true as const }),
      ...(props.required === true ? { 'aria-required': true as const } : {}),
    },
    status: error === null ? undefined : 'error',
    error,
    helpId,
    errorId,
  };
}

/** Label above, control, error, help: the order in which a field is read. */
export function FieldFrame(props: {
  readonly parts: FrameParts;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly required?: boolean | undefined;
  /** `beside` for a switch; `group` where the control is several elements with a role and `aria-labelledby`. */
  readonly layout?: 'above' | 'beside' | 'group';
  readonly children: ReactNode;
}) {
  const { parts, layout = 'above' } = props;
  const look = props.required === true ? 'field-label field-required' : 'field-label';
  return (
    <div className={`field field-${layout}`}>
      {layout === 'group' ? (
        <span className={look} id={`${parts.aria.id}-label`}>
          {props.label}
        </span>
      ) : (
        <label className={look} htmlFor={parts.aria.id}>
          {props.label}
        </label>
      )}
      <div className="field-control">{props.children}</div>
      {parts.error !== null && (
        <div className="field-error" id={parts.errorId}>
          {parts.error}
        </div>
      )}
      {props.help !== undefined && (
        <div className="field-help" id={parts.helpId}>
          {props.help}
        </div>
      )}
    </div>
  );
}
