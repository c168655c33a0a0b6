import { bytesToWholeGib } from '@console/units';
import { Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { type FieldError, FormProvider } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AccessSection, AdvancedSection, VisibilityField } from '../../resources/image-fields/access-sections.tsx';
import { useFieldErrorText, useImageFieldLabels } from '../../resources/image-fields/field-texts.tsx';
import { FormErrors, FormPage } from '../../resources/image-fields/form-page.tsx';
import { BootSection, MinimumSection, SystemSection } from '../../resources/image-fields/hardware-sections.tsx';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { FieldErrorTextProvider } from '../../shared/form/index.ts';
import { useExclusiveCallback, useFailureText, useLeaveGuard, useToast } from '../../shared/ui/index.ts';
import { BasicsSection } from './basics-section.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import styles from './edit.module.css';
import { EditSummary } from './edit-summary.tsx';
import { HiddenField } from './hidden-field.tsx';
import { usePartWords } from './part-words.ts';
import { SavingAlert } from './saving-alert.tsx';
import { type EditForm, useEditForm } from './use-edit-form.ts';
import { type Saving, useSave } from './use-save.ts';

/** The form, its summary and its buttons. */
export function EditFormView(props: { readonly record: ImageRecord; readonly onDone: () => void }) {
  const { t } = useTranslation('imageEdit');
  const common = useTranslation('common').t;
  const editing = useEditForm(props.record);
  const { form, base } = editing;
  const { saving, save, resolve, dismiss } = useSave(editing);
  const saveOnce = useExclusiveCallback(save);
  useLeaveGuard(form.formState.isDirty && saving.kind !== 'saved');
  useGoBack(saving, props.onDone);
  useTellAtField(editing, saving);

  const busy = saving.kind === 'saving' || saving.kind === 'saved';
  return (
    <FormProvider {...form}>
      <FieldErrorTextProvider toText={useProblemText(editing)}>
        <FormPage
          onSubmit={(event) => void form.handleSubmit(saveOnce)(event)}
          first={
            <>
              <SavingAlert saving={saving} />
              <Errors />
              <BasicsSection image={base.image} />
            </>
          }
          side={<EditSummary base={base} />}
          actions={
            <>
              <Button type="primary" htmlType="submit" loading={busy}>
                {t('save')}
              </Button>
              <Button disabled={busy} onClick={props.onDone}>
                {common('cancel')}
              </Button>
              <span role="status" className={styles.nothing}>
                {saving.kind === 'nothing' && t('nothing')}
              </span>
            </>
          }
        >
          <SystemSection />
          <BootSection />
          <MinimumSection virtualSize={base.image.virtualSize} />
          <AccessSection>
            <VisibilityField />
            <HiddenField />
          </AccessSection>
          <AdvancedSection />
        </FormPage>
        {saving.kind === 'conflict' && (
          <ConflictDialog conflict={saving} onResolve={(choices) => void resolve(choices)} onClose={dismiss} />
        )}
      </FieldErrorTextProvider>
    </FormProvider>
  );
}

function Errors() {
  return <FormErrors labels={useImageFieldLabels()} />;
}

/** Once saved, one is back where one came from; the guard has let go by then. */
function useGoBack(saving: Saving, onDone: () => void): void {
  const { t } = useTranslation(['imageEdit', 'image']);
  const words = usePartWords();
  const toast = useToast();
  const saved = saving.kind === 'saved' ? saving : null;
  const name = saved?.name || t('image:unnamed');
  const parts = saved?.taken.map(words.label).join(t('imageEdit:part.separator')) ?? '';
  useEffect(() => {
    if (saved === null) return;
    toast.success(parts === '' ? t('imageEdit:saved', { name }) : t('imageEdit:savedMerged', { name, parts }));
    onDone();
  }, [saved, name, parts, onDone, t, toast]);
}

/** A refusal that names a field is told at that field. */
function useTellAtField({ form }: EditForm, saving: Saving): void {
  const { t } = useTranslation('imageEdit');
  const toText = useFailureText();
  const { setError } = form;
  useEffect(() => {
    if (saving.kind !== 'refused' || saving.field === null) return;
    const message = t('atField', { ...toText(saving.error) });
    setError(saving.field, { type: 'cloud', message }, { shouldFocus: true });
  }, [saving, setError, t, toText]);
}

/** The schema's problem codes, as sentences with the figures of this form and cloud. */
function useProblemText({ form, base }: EditForm): (error: FieldError) => string {
  const imageProblem = useFieldErrorText();
  return useCallback(
    ({ message, type }) =>
      imageProblem(message, form.getValues(), bytesToWholeGib(base.image.virtualSize ?? 0)) ?? message ?? type,
    [imageProblem, form, base],
  );
}
