import type { Image } from '@console/image-model';
import { bytesToWholeGib } from '@console/units';
import { Alert, Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { type FieldError, FormProvider, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AccessSection, AdvancedSection, VisibilityField } from '../../resources/image-fields/access-sections.tsx';
import { useFieldErrorText, useImageFieldLabels } from '../../resources/image-fields/field-texts.tsx';
import {
  FormErrors,
  FormNotice,
  FormPage,
  FormSection,
  useImageControl,
} from '../../resources/image-fields/form-page.tsx';
import { BootSection, MinimumSection, SystemSection } from '../../resources/image-fields/hardware-sections.tsx';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { FieldErrorTextProvider, SelectField, SwitchField, TextAreaField, TextField } from '../../shared/form/index.ts';
import { FailureAlert, useFailureText, useLeaveGuard, useToast } from '../../shared/ui/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import styles from './edit-page.module.css';
import { EditSummary } from './edit-summary.tsx';
import type { EditValues } from './edit-values.ts';
import { usePartLabels } from './part-labels.ts';
import { type EditFormState, useEditForm } from './use-edit-form.ts';
import { type SaveState, useSaveImage } from './use-save-image.ts';

/** The form with its summary and buttons. */
export function EditForm(props: { readonly record: ImageRecord; readonly onDone: () => void }) {
  const { t } = useTranslation('imageEdit');
  const common = useTranslation('common').t;
  const editing = useEditForm(props.record);
  const { form, base } = editing;
  const { saving, save, resolve, dismiss } = useSaveImage(editing);
  useLeaveGuard(form.formState.isDirty && saving.kind !== 'saved');
  useLeaveAfterSave(saving, props.onDone);
  useFieldRefusal(editing, saving);

  const busy = saving.kind === 'saving' || saving.kind === 'saved';
  return (
    <FormProvider {...form}>
      <FieldErrorTextProvider toText={useErrorText(editing)}>
        <FormPage
          onSubmit={(event) => void form.handleSubmit((values) => save(values))(event)}
          first={
            <>
              <SaveAlert saving={saving} />
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
        {saving.kind === 'conflict' && <ConflictDialog conflict={saving} onResolve={resolve} onClose={dismiss} />}
      </FieldErrorTextProvider>
    </FormProvider>
  );
}

/** Name, description, and the format of a queued image: Glance refuses to change it once the image has data. */
function BasicsSection({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageEdit', 'image']);
  const control = useImageControl();
  const { rules, formats } = useProfile();
  const offered = [...new Set([...(image.diskFormat === null ? [] : [image.diskFormat]), ...formats.listed])];
  return (
    <FormSection title={t('imageEdit:basics')}>
      <TextField
        control={control}
        name="name"
        label={t('image:field.imageName')}
        help={t('image:form.help.name', { max: rules.name.max })}
        required
      />
      {image.status === 'queued' && (
        <SelectField
          control={control}
          name="diskFormat"
          label={t('image:field.diskFormat')}
          help={t('imageEdit:help.format')}
          options={offered.map((format) => ({ value: format, label: format.toUpperCase() }))}
          placeholder={t('image:form.placeholder.choose')}
        />
      )}
      <TextAreaField
        control={control}
        name="description"
        label={t('image:field.description')}
        max={rules.description.max}
      />
    </FormSection>
  );
}

/** Whether lists leave the image out (`os_hidden`). */
function HiddenField() {
  const { t } = useTranslation(['imageEdit', 'image']);
  const { control } = useFormContext<EditValues>();
  return (
    <SwitchField control={control} name="isHidden" label={t('image:field.hidden')} help={t('imageEdit:help.hidden')} />
  );
}

function Errors() {
  return <FormErrors labels={useImageFieldLabels()} />;
}

/** Shows above the form why nothing was saved. A refusal that names a field is shown at the field instead. */
function SaveAlert({ saving }: { readonly saving: SaveState }) {
  const { t } = useTranslation(['imageEdit', 'image']);
  if (saving.kind === 'blocked') {
    return (
      <FormNotice>
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('imageEdit:blockedNow.title')}
          description={t('imageEdit:blockedNow.hint', { reason: t(`image:blocked.${saving.reason}`) })}
        />
      </FormNotice>
    );
  }
  if (saving.kind !== 'refused' || saving.field !== null) return null;
  return (
    <FormNotice>
      <FailureAlert error={saving.error} title={t('imageEdit:failed')} />
    </FormNotice>
  );
}

/** Shows a toast and leaves the page after the image is saved. The leave guard is inactive by then. */
function useLeaveAfterSave(saving: SaveState, onDone: () => void): void {
  const { t } = useTranslation(['imageEdit', 'image']);
  const labels = usePartLabels();
  const toast = useToast();
  const saved = saving.kind === 'saved' ? saving : null;
  const name = saved?.record.image.name || t('image:unnamed');
  const parts = saved?.accepted.map(labels.label).join(t('imageEdit:part.separator')) ?? '';
  useEffect(() => {
    if (saved === null) return;
    toast.success(parts === '' ? t('imageEdit:saved', { name }) : t('imageEdit:savedMerged', { name, parts }));
    onDone();
  }, [saved, name, parts, onDone, t, toast]);
}

/** Shows a refusal that names a field at that field. */
function useFieldRefusal({ form }: EditFormState, saving: SaveState): void {
  const { t } = useTranslation('imageEdit');
  const toText = useFailureText();
  const { setError } = form;
  useEffect(() => {
    if (saving.kind !== 'refused' || saving.field === null) return;
    const message = t('atField', { ...toText(saving.error) });
    setError(saving.field, { type: 'cloud', message }, { shouldFocus: true });
  }, [saving, setError, t, toText]);
}

/** Returns a function that translates the error codes of the schema. */
function useErrorText({ form, base }: EditFormState): (error: FieldError) => string {
  const toText = useFieldErrorText();
  return useCallback(
    ({ message, type }) =>
      toText(message, form.getValues(), bytesToWholeGib(base.image.virtualSize ?? 0)) ?? message ?? type,
    [toText, form, base],
  );
}
