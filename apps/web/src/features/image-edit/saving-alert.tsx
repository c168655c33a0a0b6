import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormNotice } from '../../resources/image-fields/form-page.tsx';
import { FailureAlert } from '../../shared/ui/index.ts';
import type { Saving } from './use-save.ts';

/** Over the form: why nothing was saved. What is about one field is told at that field. */
export function SavingAlert({ saving }: { readonly saving: Saving }) {
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
