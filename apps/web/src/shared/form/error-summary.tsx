import { Alert } from 'antd';
import { type Control, type FieldError, type FieldValues, get, useFormState } from 'react-hook-form';
import { fieldId, useFieldErrorText } from './field-frame.tsx';

/**
 * Lists the errors of a form after its first submission; each entry moves the focus to its field. `labels` has the fields
 * in the order of the form; fields without a label are left out.
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
              <a href={`#${fieldId(row.name)}`} onClick={(event) => focusField(event, row.name)}>
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

/** Moves the focus without following the link, because the hash of the address belongs to the router. */
function focusField(event: { preventDefault: () => void }, name: string): void {
  event.preventDefault();
  const target = document.getElementById(fieldId(name));
  target?.scrollIntoView({ block: 'center' });
  const control = target?.matches('[role=radiogroup]') ? target.querySelector<HTMLElement>('input') : target;
  control?.focus();
}
