import { useCallback, useEffect, useMemo } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { useLocation } from 'react-router';
import { createResolver } from '../../resources/image-fields/field-rules.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import type { ChosenFile } from '../../shared/form/chosen-file.ts';
import { createSchema } from './create-schema.ts';
import { type CreateValues, defaultValues } from './create-values.ts';
import { inspectFile, type SourceFile } from './source-file.ts';
import { type Suggestions, suggestedFields, suggestFromFile, suggestFromUrl } from './suggestions.ts';

export type CreateForm = UseFormReturn<CreateValues>;

/** Creates the form. Its schema depends on the profile and on the current values. */
export function useCreateForm(): CreateForm {
  const profile = useProfile();
  const resolver = useMemo(
    () => createResolver<CreateValues>((values) => createSchema(values, profile).safeParse(values)),
    [profile],
  );
  return useForm<CreateValues>({ defaultValues, resolver, mode: 'onTouched' });
}

/** Returns a function that shows a chosen file at once and then inspects it. */
export function useChooseFile(form: CreateForm): (chosen: ChosenFile) => Promise<void> {
  return useCallback(
    async (chosen) => {
      const setSource = (source: SourceFile) =>
        form.setValue('source', source, {
          shouldDirty: true,
          shouldValidate: source.inspection.kind !== 'inspecting',
        });
      setSource({ ...chosen, inspection: { kind: 'inspecting' } });
      const source = await inspectFile(chosen);
      // The user may have chosen another file in the meantime.
      if (form.getValues('source')?.file !== chosen.file) return;
      setSource(source);
    },
    [form],
  );
}

/** Fills in suggestions whenever another file or URL is chosen. */
export function useSuggestions(form: CreateForm, formats: readonly string[]): void {
  const { urlSchemes: schemes } = useProfile().rules;
  const [origin, source, address] = useWatch({ control: form.control, name: ['origin', 'source', 'address'] });
  useEffect(() => {
    if (origin === 'url') applySuggestions(form, suggestFromUrl(address, { schemes, formats }));
    else if (source === null) applySuggestions(form, {});
    // The suggestions of a file that has become unreadable are kept.
    else if (source.inspection.kind === 'inspected') applySuggestions(form, suggestFromFile(source));
  }, [form, schemes, formats, origin, source, address]);
}

/**
 * Sets each suggestion as the field's default value, so that the next suggestion replaces it and the field is dirty only
 * after the user has edited it. Dirty fields are kept.
 */
function applySuggestions(form: CreateForm, suggestions: Suggestions): void {
  for (const field of suggestedFields) {
    const { isDirty, invalid } = form.getFieldState(field);
    if (!isDirty) form.resetField(field, { defaultValue: suggestions[field] ?? defaultValues[field] });
    if (isDirty || invalid) void form.trigger(field);
  }
}

/**
 * Restores the values of an image that the tray offers to create again, from the state of the location. They count as
 * the user's own edits.
 */
export function useRestoredValues(form: CreateForm): void {
  const { state } = useLocation();
  useEffect(() => {
    for (const [field, value] of Object.entries(parseRestoredValues(state))) {
      form.setValue(field as keyof CreateValues, value, { shouldDirty: true });
    }
  }, [form, state]);
}

/** Returns the values that differ from an empty form. Unknown fields of an older release are left out, and so is the file. */
export function parseRestoredValues(state: unknown): Partial<CreateValues> {
  const form = state !== null && typeof state === 'object' && 'form' in state ? state.form : null;
  if (form === null || typeof form !== 'object') return {};
  const changed = Object.entries(form).filter(
    ([field, value]) =>
      field !== 'source' &&
      Object.hasOwn(defaultValues, field) &&
      JSON.stringify(value) !== JSON.stringify(defaultValues[field as keyof CreateValues]),
  );
  return Object.fromEntries(changed);
}
