import { createContext, type ReactNode, useContext } from 'react';
import { type Control, type FieldError, type FieldPath, type FieldValues, get, useFormState } from 'react-hook-form';
import './form.css';

/** Props of every field. `label` and `help` are translated texts. */
export interface FieldProps<V extends FieldValues, N extends FieldPath<V> = FieldPath<V>, T = V> {
  readonly control: Control<V, unknown, T>;
  readonly name: N;
  readonly label: string;
  /** One short sentence under the field. */
  readonly help?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean | undefined;
}

/** Attributes that tie a control to its label, help and error. */
interface ControlAria {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly 'aria-required'?: true;
}

interface FieldParts {
  readonly aria: ControlAria;
  readonly status: 'error' | undefined;
  readonly error: string | null;
  readonly helpId: string;
  readonly errorId: string;
}

/** Element id of a field's control, to which the error summary links. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

/** Translates the error of a field. */
export type FieldErrorText = (error: FieldError) => string;

const untranslated: FieldErrorText = (error) => error.message ?? error.type;
const FieldErrorTextContext = createContext<FieldErrorText>(untranslated);

/**
 * Sets how a form's errors are translated. A schema puts translation keys into its messages, so that visible errors follow
 * a change of the language. Without a provider the message itself is shown.
 */
export function FieldErrorTextProvider(props: { readonly toText: FieldErrorText; readonly children: ReactNode }) {
  return <FieldErrorTextContext value={props.toText}>{props.children}</FieldErrorTextContext>;
}

export function useFieldErrorText(): FieldErrorText {
  return useContext(FieldErrorTextContext);
}

/** Ids, ARIA attributes and error text of one field. */
export function useFieldFrame<V extends FieldValues, N extends FieldPath<V>, T>(
  props: FieldProps<V, N, T>,
): FieldParts {
  const { errors } = useFormState({ control: props.control, name: props.name });
  const toText = useFieldErrorText();
  const fieldError = get(errors, props.name) as FieldError | undefined;
  const error = fieldError === undefined ? null : toText(fieldError);
  const id = fieldId(props.name);
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const describedBy = [error === null ? null : errorId, props.help === undefined ? null : helpId]
    .filter((part) => part !== null)
    .join(' ');
  return {
    aria: {
      id,
      ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
      ...(error === null ? {} : { 'aria-invalid': true as const }),
      ...(props.required === true ? { 'aria-required': true as const } : {}),
    },
    status: error === null ? undefined : 'error',
    error,
    helpId,
    errorId,
  };
}

/** Lays out label, control, error and help of one field. */
export function FieldFrame(props: {
  readonly parts: FieldParts;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly required?: boolean | undefined;
  /** `beside` for a switch; `group` for several elements with a role and `aria-labelledby`. */
  readonly layout?: 'above' | 'beside' | 'group';
  readonly children: ReactNode;
}) {
  const { parts, layout = 'above' } = props;
  const labelClass = props.required === true ? 'field-label field-required' : 'field-label';
  return (
    <div className={`field field-${layout}`}>
      {layout === 'group' ? (
        <span className={labelClass} id={`${parts.aria.id}-label`}>
          {props.label}
        </span>
      ) : (
        <label className={labelClass} htmlFor={parts.aria.id}>
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
