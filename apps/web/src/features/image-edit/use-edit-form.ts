import { useCallback, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { createResolver } from '../../resources/image-fields/field-rules.ts';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { isJudged, schemaFor } from './schema.ts';
import { type EditValues, valuesFrom } from './values.ts';

export interface EditForm {
  readonly form: UseFormReturn<EditValues>;
  /** The image that the changes start from. */
  readonly base: ImageRecord;
  /** Puts the same changes on the image as it is now. */
  readonly rebase: (record: ImageRecord, values: EditValues) => void;
}

/** The form's state, filled from an image once; what is read of the image later comes in by `rebase` only. */
export function useEditForm(record: ImageRecord): EditForm {
  const profile = useProfile();
  const [base, setBase] = useState(record);
  const form = useForm<EditValues>({
    defaultValues: valuesFrom(base.image),
    mode: 'onTouched',
    resolver: createResolver(
      (values) => schemaFor(values, base.image, profile).safeParse(values),
      (path, values) => isJudged(path, values, base.image),
    ),
  });
  const { reset } = form;
  const rebase = useCallback(
    (next: ImageRecord, values: EditValues) => {
      setBase(next);
      reset(valuesFrom(next.image));
      reset(values, { keepDefaultValues: true });
    },
    [reset],
  );
  return { form, base, rebase };
}
