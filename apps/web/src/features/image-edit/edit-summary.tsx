import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormSide } from '../../resources/image-fields/form-page.tsx';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { StatusBadge } from '../../resources/images/image-badges.tsx';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { CopyText, Size, Time } from '../../shared/ui/index.ts';
import { editPatchOf } from './edit-draft.ts';
import styles from './edit-page.module.css';
import type { EditValues } from './edit-values.ts';

/** Card beside the form with the image's attributes and the patch that will be sent. */
export function EditSummary({ base }: { readonly base: ImageRecord }) {
  const { t } = useTranslation(['imageEdit', 'image']);
  const labels = useImageLabels();
  const { image } = base;
  return (
    <FormSide label={t('imageEdit:summary.label')}>
      <h2>{t('imageEdit:summary.image')}</h2>
      <dl className={styles.facts}>
        <dt>{t('image:field.id')}</dt>
        <dd>
          <CopyText text={image.id} label={t('image:field.id')} />
        </dd>
        <dt>{t('image:field.status')}</dt>
        <dd>
          <StatusBadge image={image} />
        </dd>
        <dt>{t('image:field.diskFormat')}</dt>
        <dd>{labels.format(image)}</dd>
        <dt>{t('image:field.size')}</dt>
        <dd>
          <Size bytes={image.size} />
        </dd>
        <dt>{t('image:field.virtualSize')}</dt>
        <dd>
          <Size bytes={image.virtualSize} />
        </dd>
        <dt>{t('image:field.updatedAt')}</dt>
        <dd>
          <Time at={image.updatedAt} />
        </dd>
      </dl>
      <PatchPreview base={base} />
    </FormSide>
  );
}

/** The JSON patch, folded. */
function PatchPreview({ base }: { readonly base: ImageRecord }) {
  const { t } = useTranslation('imageEdit');
  const profile = useProfile();
  const { control, getValues } = useFormContext<EditValues>();
  useWatch({ control });
  const patch = editPatchOf(base, getValues(), profile);
  const count = patch.length === 0 ? t('summary.none') : t('summary.count', { count: patch.length });
  return (
    <details className={styles.preview}>
      <summary>
        {t('summary.changes')} <span className={styles.quiet}>{count}</span>
      </summary>
      <pre>
        {patch.length === 0 ? '[]' : `[\n${patch.map((operation) => `  ${JSON.stringify(operation)}`).join(',\n')}\n]`}
      </pre>
    </details>
  );
}
