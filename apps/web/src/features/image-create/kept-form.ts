import { useEffect } from 'react';
import { useLocation } from 'react-router';
import type { CreateForm } from './use-create-form.ts';
import { type CreateValues, defaultValues } from './values.ts';

/** Fills the form as it was for an image that has to be made anew; what it held counts as somebody's own entry. */
export function useKeptForm(form: CreateForm): void {
  const { state } = useLocation();
  useEffect(() => {
    for (const [field, value] of Object.entries(keptValues(state))) {
      form.setValue(field as keyof CreateValues, value, { shouldDirty: true });
    }
  }, [form, state]);
}

/** What differs from an empty form; a state that is none of ours, or of an older page, gives nothing. */
export function keptValues(state: unknown): Partial<CreateValues> {
  const form = state !== null && typeof state === 'object' && 'form' in state ? state.form : null;
  if (form === null || typeof form !== 'object') return {};
  const known = Object.entries(form).filter(
    ([field, value]) =>
      field !== 'source' &&
      Object.hasOwn(defaultValues, field) &&
      JSON.stringify(value) !== JSON.stringify(defaultValues[field as keyof CreateValues]),
  );
  return Object.fromEntries(known);
}
