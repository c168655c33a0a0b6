export {
  type FieldOption,
  RadioField,
  SelectField,
  SwitchField,
} from './choice-fields.tsx';
export { ErrorSummary } from './error-summary.tsx';
export { type FieldErrorText, FieldErrorTextProvider } from './error-text.tsx';

export { FieldFrame, useFieldFrame } from './frame.tsx';
export { NumberField } from './number-field.tsx';
export { TextAreaField, TextField } from './text-fields.tsx';
