import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ErrorSummary, type FieldOption } from '../../shared/form/index.ts';
import { useProfile } from '../images/profile.tsx';
import styles from './form-page.module.css';
import { type ImageFields, rawOf, shownFields } from './image-fields.ts';

/**
 * Lays out a form: sections, a sticky card beside them, and sticky buttons at the foot. In a narrow window the card follows
 * `first`.
 */
export function FormPage(props: {
  readonly onSubmit: (event: FormEvent) => void;
  readonly first: ReactNode;
  readonly side: ReactNode;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}) {
  return (
    <form className={styles.page} noValidate onSubmit={props.onSubmit}>
      <div className={styles.first}>{props.first}</div>
      {props.side}
      <div className={styles.rest}>{props.children}</div>
      <div className={styles.actions}>{props.actions}</div>
    </form>
  );
}

/** The sticky card beside a form. */
export function FormSide(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <aside className={styles.side} aria-label={props.label}>
      {props.children}
    </aside>
  );
}

/** A message about the whole form. It takes the focus, because the user may have scrolled to the other end of the form. */
export function FormNotice({ children }: { readonly children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => container.current?.focus(), []);
  return (
    <div ref={container} tabIndex={-1} className={styles.notice}>
      {children}
    </div>
  );
}

/** A section of a form with a heading. */
export function FormSection(props: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** Returns the control of the surrounding form, typed for the image's fields. */
export function useImageControl() {
  return useFormContext<ImageFields>().control;
}

/** Returns the hardware fields to show for the present values. */
export function useShownFields() {
  const profile = useProfile();
  const [os, hypervisor] = useWatch<ImageFields, ['os', 'hypervisor']>({ name: ['os', 'hypervisor'] });
  return shownFields({ os, hypervisor }, profile);
}

/** Returns an option for the value that the image has and the console does not know, so that it can stay chosen. */
export function useRawOption(name: keyof ImageFields): readonly FieldOption[] {
  const { defaultValues } = useFormState<ImageFields>();
  const value = defaultValues?.[name];
  const raw = rawOf(value);
  return raw === null ? [] : [{ value: String(value), label: raw }];
}

/** Summary of the form's errors, above the fields. `labels` as for `ErrorSummary`. */
export function FormErrors({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('image');
  const { control, formState } = useFormContext<ImageFields>();
  const count = Object.keys(formState.errors).length;
  return <ErrorSummary control={control} title={t('form.errors', { count })} labels={labels} />;
}
