export { ErrorSummary } from './error-summary.tsx';
export { type FieldErrorText, FieldErrorTextProvider, FieldFrame, useFieldFrame } from './field-frame.tsx';
export {
  type FieldOption,
  NumberField,
  RadioField,
  SelectField,
  SwitchField,
  TextAreaField,
  TextField,
} from './fields.tsx';
