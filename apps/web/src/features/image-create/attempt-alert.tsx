import { useTranslation } from 'react-i18next';
import { FormNotice } from '../../resources/image-fields/form-page.tsx';
import { FailureAlert } from '../../shared/ui/index.ts';
import type { Attempt } from './use-create.ts';

/** Over the form: why nothing was created, or what became of the image whose data did not begin to come. */
export function AttemptAlert({ attempt }: { readonly attempt: Attempt }) {
  const { t } = useTranslation('imageCreate');
  switch (attempt.kind) {
    case 'refused':
      return (
        <FormNotice>
          <FailureAlert error={attempt.error} title={t('failed.create')} />
        </FormNotice>
      );
    case 'notBegun': {
      const { by, failure, name, cleanUp } = attempt;
      return (
        <FormNotice>
          <FailureAlert
            {...(failure === null ? { error: null } : { failure })}
            title={t(`failed.${by}.${cleanUp}`, { name })}
          />
        </FormNotice>
      );
    }
    default:
      return null;
  }
}
