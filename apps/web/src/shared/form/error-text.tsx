import { createContext, type ReactNode, useContext } from 'react';
import type { FieldError } from 'react-hook-form';

export type FieldErrorText = (error: FieldError) => string;

const asWritten: FieldErrorText = (error) => error.message ?? error.type;
const ErrorTextContext = createContext<FieldErrorText>(asWritten);

/**
 * How a form says its errors. Without it a message is shown as written; a form whose schema puts
 * translation keys into messages gives a function here, so that the words follow the language.
 */
export function FieldErrorTextProvider(props: { readonly toText: FieldErrorText; readonly children: ReactNode }) {
  return <ErrorTextContext value={props.toText}>{props.children}</ErrorTextContext>;
}

export function useFieldErrorText(): FieldErrorText {
  return useContext(ErrorTextContext);
}
