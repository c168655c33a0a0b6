import { Alert, Button } from 'antd';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../resources/session/session.ts';
import { useLastUploadRate } from '../../resources/upload-manager/uploads-context.tsx';
import { routes } from '../../shared/paths/index.ts';
import { formatBytes, formatDuration } from '../../shared/ui/index.ts';
import type { CreateValues } from './create-values.ts';
import { checkSessionLength, useDuplicate, useImageWithSameName, useQuotaViolation } from './preflight-checks.ts';

/** Warnings below the file: quota, session length and an image with the same content. Nothing has been sent yet. */
export function PreflightWarnings({ onSignInAgain }: { readonly onSignInAgain: () => void }) {
  const { control } = useFormContext<CreateValues>();
  const source = useWatch({ control, name: 'source' });
  if (source === null || source.file.size === 0) return null;
  return (
    <>
      <QuotaWarning bytes={source.file.size} />
      <SessionWarning bytes={source.file.size} onSignInAgain={onSignInAgain} />
      <DuplicateWarning file={source.file} />
    </>
  );
}

/** A warning below the name if another image has it. Glance allows several images of the same name. */
export function SameNameWarning() {
  const { t } = useTranslation('imageCreate');
  const name = useWatch<CreateValues, 'name'>({ name: 'name' });
  const image = useImageWithSameName(name);
  if (image === null) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t('warning.nameTaken', { name: image.name })}
      description={<Link to={routes.image(image.id)}>{t('warning.show')}</Link>}
    />
  );
}

function QuotaWarning({ bytes }: { readonly bytes: number }) {
  const { t, i18n } = useTranslation('imageCreate');
  const violation = useQuotaViolation(bytes);
  if (violation === null) return null;
  const size = (amount: number) => formatBytes(amount, i18n.language);
  const title =
    violation.kind === 'images'
      ? t('warning.quotaImages', { limit: violation.limit })
      : t('warning.quotaBytes', { size: size(bytes), left: size(violation.left), limit: size(violation.limit) });
  return <Alert type="warning" showIcon role="status" title={title} description={t('warning.quotaNext')} />;
}

function SessionWarning(props: { readonly bytes: number; readonly onSignInAgain: () => void }) {
  const { t, i18n } = useTranslation('imageCreate');
  const rate = useLastUploadRate();
  const { tokenExpiresAt } = useSession();
  const short = checkSessionLength(props.bytes, rate, new Date(tokenExpiresAt), new Date());
  if (short === null) return null;
  const left = formatDuration(short.left, i18n.language);
  const title =
    short.needed === null
      ? t('warning.sessionEnds', { left })
      : t('warning.sessionShort', { left, needed: formatDuration(short.needed, i18n.language) });
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={title}
      description={t('warning.sessionNext')}
      action={
        <Button size="small" onClick={props.onSignInAgain}>
          {t('warning.signInAgain')}
        </Button>
      }
    />
  );
}

function DuplicateWarning({ file }: { readonly file: File }) {
  const { t } = useTranslation('imageCreate');
  const duplicate = useDuplicate(file);
  if (duplicate === null) return null;
  const { image, isSameDigest } = duplicate;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t(isSameDigest ? 'warning.sameContent' : 'warning.sameSize', { name: image.name })}
      description={<Link to={routes.image(image.id)}>{t('warning.show')}</Link>}
    />
  );
}
