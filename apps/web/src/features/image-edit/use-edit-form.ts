import type { CloudProfile } from '@console/cloud-profiles';
import type { Image } from '@console/image-model';
import { bytesToWholeGib } from '@console/units';
import { useCallback, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { createResolver, fieldRules } from '../../resources/image-fields/field-rules.ts';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { isSamePart, type Part } from './edit-parts.ts';
import { type EditValues, editValuesOf } from './edit-values.ts';

export interface EditFormState {
  readonly form: UseFormReturn<EditValues>;
  /** The image from which the changes start. */
  readonly base: ImageRecord;
  /** Makes a newer image the base and keeps the values. */
  readonly rebase: (record: ImageRecord, values: EditValues) => void;
}

/** Creates the form, filled from the image once. A later fetch of the image changes it only through `rebase`. */
export function useEditForm(record: ImageRecord): EditFormState {
  const profile = useProfile();
  const [base, setBase] = useState(record);
  const form = useForm<EditValues>({
    defaultValues: editValuesOf(base.image),
    mode: 'onTouched',
    resolver: createResolver(
      (values) => createSchema(values, base.image, profile).safeParse(values),
      (path, values) => isFieldChanged(path, values, base.image),
    ),
  });
  const { reset } = form;
  const rebase = useCallback(
    (next: ImageRecord, values: EditValues) => {
      setBase(next);
      reset(editValuesOf(next.image));
      reset(values, { keepDefaultValues: true });
    },
    [reset],
  );
  return { form, base, rebase };
}

function createSchema(values: EditValues, image: Image, profile: CloudProfile) {
  const current = { memoryMib: image.minMemoryMib, keys: new Set(Object.keys(image.properties)) };
  return z.looseObject(fieldRules(values, { profile, leastDiskGib: bytesToWholeGib(image.virtualSize ?? 0), current }));
}

/** Whether the user has changed a field. Only changed fields are checked, because another tool may have created the image. */
function isFieldChanged(path: string, values: EditValues, image: Image): boolean {
  const before = editValuesOf(image);
  const isChanged = (...parts: readonly Part[]) => parts.some((part) => !isSamePart(before, values, part));
  switch (path) {
    case 'name':
    case 'description':
    case 'minDiskGib':
    case 'minMemoryGib':
    case 'tags':
      return isChanged(path);
    case 'bootMode':
      return isChanged('bootMode', 'hypervisor');
    default:
      return JSON.stringify(before.properties) !== JSON.stringify(values.properties);
  }
}
