import { Alert } from 'antd';
import { type Control, type FieldError, type FieldValues, get, useFormState } from 'react-hook-form';
import { useFieldErrorText } from './error-text.tsx';
import { fieldId } from './field-id.ts';

/**
 * The list of a form's errors, on top, once it has been submitted; each line jumps to its field.
 * `labels` names the fields in the order of the form; a field without one is not listed.
 */
export function ErrorSummary<V extends FieldValues, T>(props: {
  readonly control: Control<V, unknown, T>;
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
}) {
  const { errors, submitCount } = useFormState({ control: props.control });
  const toText = useFieldErrorText();
  const rows = Object.entries(props.labels).flatMap(([name, label]) => {
    const error = get(errors, name) as FieldError | undefined;
    return error === undefined ? [] : [{ name, label, text: toText(error) }];
  });
  if (submitCount === 0 || rows.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="error-summary"
      title={props.title}
      description={
        <ul>
          {rows.map((row) => (
            <li key={row.name}>
              <a href={`#${fieldId(row.name)}`} onClick={(event) => jump(event, row.name)}>
                {row.label}
              </a>
              {': '}
              {row.text}
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Moves focus instead of the address, which belongs to the router. */
function jump(event: { preventDefault: () => void }, name: string): void {
  event.preventDefault();
  const target = document.getElementById(fieldId(name));
  target?.scrollIntoView({ block: 'center' });
  const control = target?.matches('[role=radiogroup]') ? target.querySelector<HTMLElement>('input') : target;
  control?.focus();
}
