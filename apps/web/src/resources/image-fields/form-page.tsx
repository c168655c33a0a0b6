import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ErrorSummary, type FieldOption } from '../../shared/form/index.ts';
import { useProfile } from '../images/profile.tsx';
import styles from './form-page.module.css';
import { type ImageFields, rawOf, shownFields } from './image-fields.ts';

/**
 * A form as a page: sections with a card beside them that stays in view, and buttons at the foot that do too.
 * On a narrow window the card comes after `first`.
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

/** The card beside a form. */
export function FormSide(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <aside className={styles.side} aria-label={props.label}>
      {props.children}
    </aside>
  );
}

/** What has just happened to the form as a whole; brought to the reader, who may be at the other end of the page. */
export function FormNotice({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.notice}>
      {children}
    </div>
  );
}

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
export function useShownFields() {
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

/** On top of a form: how many fields need a change, and which. `labels` as for `ErrorSummary`. */
export function FormErrors({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('image');
  const { control, formState } = useFormContext<ImageFields>();
  const count = Object.keys(formState.errors).length;
  return <ErrorSummary control={control} title={t('form.errors', { count })} labels={labels} />;
}
