import { Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { type FieldError, FormProvider, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AccessSection, AdvancedSection, VisibilityField } from '../../resources/image-fields/access-sections.tsx';
import { useFieldErrorText, useImageFieldLabels } from '../../resources/image-fields/field-texts.tsx';
import { FormErrors, FormNotice, FormPage } from '../../resources/image-fields/form-page.tsx';
import { BootSection, MinimumSection, SystemSection } from '../../resources/image-fields/hardware-sections.tsx';
import { useProfile } from '../../resources/images/profile.tsx';
import { FieldErrorTextProvider, SelectField } from '../../shared/form/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { FailureAlert, useExclusiveCallback, useLeaveGuard, useToast } from '../../shared/ui/index.ts';
import { type CloudOptions, useCloudOptions } from './cloud-options.ts';
import { isSourceProblem } from './create-schema.ts';
import { type CreateValues, sourceFileOf } from './create-values.ts';
import { PreflightWarnings } from './preflight-warnings.tsx';
import { inspectionResult, virtualSizeGib } from './source-file.ts';
import { SourceSection } from './source-section.tsx';
import { SummaryCard } from './summary-card.tsx';
import { resolveTransferMethod } from './transfer-method.ts';
import {
  type CreateForm as Form,
  useChooseFile,
  useCreateForm,
  useRestoredValues,
  useSuggestions,
} from './use-create-form.ts';
import { type ImageCreation, useCreateImage } from './use-create-image.ts';

/** The form for a new image with its summary and buttons. */
export function CreateForm({ onSignInAgain }: { readonly onSignInAgain: () => void }) {
  const { t } = useTranslation('imageCreate');
  const common = useTranslation('common').t;
  const navigate = useNavigate();
  const form = useCreateForm();
  const options = useCloudOptions();
  const chooseFile = useChooseFile(form);
  const creation = useCreateImage(form, options.importMethods);
  const createOnce = useExclusiveCallback(creation.mutateAsync);
  const { control, formState } = form;
  const [origin, source] = useWatch({ control, name: ['origin', 'source'] });
  const inspection = inspectionResult(sourceFileOf({ origin, source }));
  useSuggestions(form, options.formats);
  useRestoredValues(form);
  useLeaveGuard(formState.isDirty && creation.data?.kind !== 'started');
  useNavigateAfterStart(creation.data);
  // The form shows the failure in an alert.
  const submit = form.handleSubmit((values) => createOnce(values).catch(() => undefined));

  return (
    <FormProvider {...form}>
      <FieldErrorTextProvider toText={useProblemText(form)}>
        <FormPage
          onSubmit={(event) => void submit(event)}
          first={
            <>
              <CreationAlert creation={creation} />
              <ErrorSummary />
              <SourceSection options={options} onChoose={(file) => void chooseFile(file)}>
                <PreflightWarnings onSignInAgain={onSignInAgain} />
              </SourceSection>
            </>
          }
          side={<SummaryCard control={control} />}
          actions={
            <>
              <Button type="primary" htmlType="submit" loading={creation.isPending}>
                {t('submit')}
              </Button>
              <Button disabled={creation.isPending} onClick={() => void navigate(routes.images)}>
                {common('cancel')}
              </Button>
            </>
          }
        >
          <SystemSection />
          <BootSection efiFound={inspection?.hasEfiPartition === true} />
          <MinimumSection virtualSize={inspection?.virtualSize ?? null} />
          <AccessSection />
          <AdvancedSection>
            <VisibilityField />
            <StoreField options={options} />
          </AdvancedSection>
        </FormPage>
      </FieldErrorTextProvider>
    </FormProvider>
  );
}

/** Shows why the image was not created, or what happened to an image whose data did not start to arrive. */
function CreationAlert({ creation: { error, data } }: { readonly creation: ImageCreation }) {
  const { t } = useTranslation('imageCreate');
  if (error !== null) {
    return (
      <FormNotice>
        <FailureAlert error={error} title={t('failed.create')} />
      </FormNotice>
    );
  }
  if (data?.kind !== 'rejected') return null;
  const { by, failure, name, cleanUp } = data;
  return (
    <FormNotice>
      <FailureAlert
        {...(failure === null ? { error: null } : { failure })}
        title={t(`failed.${by}.${cleanUp}`, { name })}
      />
    </FormNotice>
  );
}

/** The list of invalid fields above the form, in the order of the page. */
function ErrorSummary() {
  const { t } = useTranslation('imageCreate');
  const { name, ...others } = useImageFieldLabels();
  const labels = {
    name,
    source: t('file.label'),
    address: t('address.label'),
    checksum: t('checksum.label'),
    ...others,
  };
  return <FormErrors labels={labels} />;
}

/** The store of the data, if the cloud has several. An import can fill more than one. */
function StoreField({ options }: { readonly options: CloudOptions }) {
  const { t } = useTranslation('imageCreate');
  const fieldLabel = useTranslation('image').t;
  const profile = useProfile();
  const { control } = useFormContext<CreateValues>();
  const [origin, diskFormat] = useWatch({ control, name: ['origin', 'diskFormat'] });
  if (options.stores.length < 2) return null;
  const common = {
    label: fieldLabel('field.stores'),
    placeholder: t('placeholder.store'),
    options: options.stores.map((store) => ({
      value: store.id,
      label: store.description || store.id,
      text: `${store.id} ${store.description}`,
    })),
  };
  return resolveTransferMethod({ origin, diskFormat }, profile, options.importMethods) === 'upload' ? (
    <SelectField key="one" control={control} name="store" {...common} clearable />
  ) : (
    <SelectField key="several" control={control} name="stores" mode="multiple" {...common} help={t('help.stores')} />
  );
}

/**
 * Leaves the page once the data is on its way: to the image for an import, otherwise to the list. It runs in an effect,
 * after the leave guard has been released.
 */
function useNavigateAfterStart(creation: ImageCreation['data']): void {
  const { t } = useTranslation('imageCreate');
  const navigate = useNavigate();
  const toast = useToast();
  useEffect(() => {
    if (creation?.kind !== 'started') return;
    const { by, imageId, name } = creation;
    toast.success(t(`started.${by}`, { name }));
    void navigate(by === 'import' ? routes.image(imageId) : routes.images);
  }, [creation, navigate, t, toast]);
}

/** Returns a function that turns the schema's problem codes into sentences. */
function useProblemText(form: Form): (error: FieldError) => string {
  const { t } = useTranslation('imageCreate');
  const imageProblemText = useFieldErrorText();
  const profile = useProfile();
  return useCallback(
    ({ message, type }) => {
      if (isSourceProblem(message)) return t(`problem.${message}`, { schemes: profile.rules.urlSchemes.join(', ') });
      const values = form.getValues();
      return imageProblemText(message, values, virtualSizeGib(sourceFileOf(values))) ?? message ?? type;
    },
    [t, imageProblemText, form, profile],
  );
}
