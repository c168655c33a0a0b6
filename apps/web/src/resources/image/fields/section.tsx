import { type ReactNode, useId } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import type { FieldOption } from '../../../shared/form/index.ts';
import { useProfile } from '../profile.tsx';
import styles from './fields.module.css';
import { shownFields } from './relevance.ts';
import { type ImageFields, rawOf } from './values.ts';

/** One block of a form under its heading. */
export function FormSection(props: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** The form at hand, as far as it is about the image. */
export function useImageControl() {
  return useFormContext<ImageFields>().control;
}

/** The hardware questions to ask, as the other answers stand. */
export function useShown() {
  const profile = useProfile();
  const [os, hypervisor] = useWatch<ImageFields, ['os', 'hypervisor']>({ name: ['os', 'hypervisor'] });
  return shownFields({ os, hypervisor }, profile);
}

/** What the form was filled with where that is no word of ours, as one more thing to choose. */
export function useRawOption(name: keyof ImageFields): readonly FieldOption[] {
  const { defaultValues } = useFormState<ImageFields>();
  const value = defaultValues?.[name];
  const raw = rawOf(value);
  return raw === null ? [] : [{ value: String(value), label: raw }];
}
