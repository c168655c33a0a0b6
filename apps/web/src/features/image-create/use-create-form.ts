import { useCallback, useEffect, useMemo } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { createResolver } from '../../resources/image-fields/field-rules.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import type { ChosenFile } from '../../resources/upload/index.ts';
import { schemaFor } from './schema.ts';
import { readSource, type Source } from './source.ts';
import { type Suggestions, suggestedFields, suggestionsFrom, suggestionsFromAddress } from './suggest.ts';
import { type CreateValues, defaultValues } from './values.ts';

export type CreateForm = UseFormReturn<CreateValues>;

/** The form's state, judged by the rules of the profile and of its own present values. */
export function useCreateForm(): CreateForm {
  const profile = useProfile();
  const resolver = useMemo(
    () => createResolver<CreateValues>((values) => schemaFor(values, profile).safeParse(values)),
    [profile],
  );
  return useForm<CreateValues>({ defaultValues, resolver, mode: 'onTouched' });
}

/** Takes a file in: it shows at once, then its bytes are read. */
export function useChooseFile(form: CreateForm): (chosen: ChosenFile) => Promise<void> {
  return useCallback(
    async (chosen) => {
      const put = (source: Source) =>
        form.setValue('source', source, { shouldDirty: true, shouldValidate: source.reading.kind !== 'reading' });
      put({ ...chosen, reading: { kind: 'reading' } });
      const source = await readSource(chosen);
      // Another file may have been chosen while this one was read.
      if (form.getValues('source')?.file !== chosen.file) return;
      put(source);
    },
    [form],
  );
}

/** Suggests what the file or address at hand says, as often as there is another one. */
export function useSuggestions(form: CreateForm, formats: readonly string[]): void {
  const { urlSchemes: schemes } = useProfile().rules;
  const [origin, source, address] = useWatch({ control: form.control, name: ['origin', 'source', 'address'] });
  useEffect(() => {
    if (origin === 'url') suggest(form, suggestionsFromAddress(address, { schemes, formats }));
    else if (source === null) suggest(form, {});
    // A file that has gone leaves what it said: nothing that is filled in is lost.
    else if (source.reading.kind === 'read') suggest(form, suggestionsFrom(source));
  }, [form, schemes, formats, origin, source, address]);
}

/**
 * A suggestion becomes the field's default, so that it yields to the next one and counts as
 * changed only when somebody changes it; what a person has entered stays.
 */
function suggest(form: CreateForm, suggestions: Suggestions): void {
  for (const field of suggestedFields) {
    const { isDirty, invalid } = form.getFieldState(field);
    if (!isDirty) form.resetField(field, { defaultValue: suggestions[field] ?? defaultValues[field] });
    if (isDirty || invalid) void form.trigger(field);
  }
}
