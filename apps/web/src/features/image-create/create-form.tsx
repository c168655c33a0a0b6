import { Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { type FieldError, FormProvider, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AccessSection, AdvancedSection, VisibilityField } from '../../resources/image-fields/access-sections.tsx';
import { useFieldErrorText } from '../../resources/image-fields/field-texts.tsx';
import { FormErrors, FormPage } from '../../resources/image-fields/form-page.tsx';
import { BootSection, MinimumSection, SystemSection } from '../../resources/image-fields/hardware-sections.tsx';
import { useProfile } from '../../resources/images/profile.tsx';
import { FieldErrorTextProvider } from '../../shared/form/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { useExclusiveCallback, useLeaveGuard, useToast } from '../../shared/ui/index.ts';
import { AttemptAlert } from './attempt-alert.tsx';
import { useCloudChoices } from './cloud-choices.ts';
import { useFieldLabels } from './field-labels.ts';
import { FirstNews } from './first-news.tsx';
import { useKeptForm } from './kept-form.ts';
import { isSourceProblem } from './problems.ts';
import { SourceSection } from './sections/source.tsx';
import { StoreField } from './sections/store.tsx';
import { inspectionOf, virtualGib } from './source.ts';
import { SummaryCard } from './summary-card.tsx';
import { ToldBefore } from './told-before.tsx';
import { type Attempt, useCreate } from './use-create.ts';
import { type CreateForm, useChooseFile, useCreateForm, useSuggestions } from './use-create-form.ts';
import { fileSource } from './values.ts';

/** The form, its summary and its buttons. */
export function CreateFormView({ onSignInAgain }: { readonly onSignInAgain: () => void }) {
  const { t } = useTranslation('imageCreate');
  const common = useTranslation('common').t;
  const navigate = useNavigate();
  const form = useCreateForm();
  const choices = useCloudChoices();
  const chooseFile = useChooseFile(form);
  const { attempt, create, onOpening } = useCreate(form, choices.importMethods);
  const createOnce = useExclusiveCallback(create);
  const { control, formState } = form;
  const [origin, source] = useWatch({ control, name: ['origin', 'source'] });
  const inspection = inspectionOf(fileSource({ origin, source }));
  useSuggestions(form, choices.formats);
  useKeptForm(form);
  useLeaveGuard(formState.isDirty && attempt.kind !== 'started');
  useGoOn(attempt);

  const busy = attempt.kind === 'creating' || attempt.kind === 'opening';
  return (
    <FormProvider {...form}>
      <FieldErrorTextProvider toText={useProblemText(form)}>
        <FormPage
          onSubmit={(event) => void form.handleSubmit(createOnce)(event)}
          first={
            <>
              {attempt.kind === 'opening' && <FirstNews imageId={attempt.imageId} onOutcome={onOpening} />}
              <AttemptAlert attempt={attempt} />
              <Errors />
              <SourceSection choices={choices} onChoose={(file) => void chooseFile(file)}>
                <ToldBefore onSignInAgain={onSignInAgain} />
              </SourceSection>
            </>
          }
          side={<SummaryCard control={control} />}
          actions={
            <>
              <Button type="primary" htmlType="submit" loading={busy}>
                {t('submit')}
              </Button>
              <Button disabled={busy} onClick={() => void navigate(routes.images)}>
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
            <StoreField choices={choices} />
          </AdvancedSection>
        </FormPage>
      </FieldErrorTextProvider>
    </FormProvider>
  );
}

function Errors() {
  return <FormErrors labels={useFieldLabels()} />;
}

/** Once the data is on its way the page is done; the guard has let go by then. What the cloud fetches is followed on its own page. */
function useGoOn(attempt: Attempt): void {
  const { t } = useTranslation('imageCreate');
  const navigate = useNavigate();
  const toast = useToast();
  useEffect(() => {
    if (attempt.kind !== 'started') return;
    const { name, by } = attempt;
    toast.success(t(`started.${by}`, { name }));
    void navigate(by === 'import' ? routes.image(attempt.imageId) : routes.images);
  }, [attempt, navigate, t, toast]);
}

/** The schema's problem codes, as sentences with the figures of this form and cloud. */
function useProblemText(form: CreateForm): (error: FieldError) => string {
  const { t } = useTranslation('imageCreate');
  const imageProblem = useFieldErrorText();
  const profile = useProfile();
  return useCallback(
    ({ message, type }) => {
      if (isSourceProblem(message)) return t(`problem.${message}`, { schemes: profile.rules.urlSchemes.join(', ') });
      const values = form.getValues();
      return imageProblem(message, values, virtualGib(fileSource(values))) ?? message ?? type;
    },
    [t, imageProblem, form, profile],
  );
}
