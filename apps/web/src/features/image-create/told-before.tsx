import { Alert, Button } from 'antd';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../resources/session/session.ts';
import { useUploadActions } from '../../resources/upload/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { formatBytes, formatDuration } from '../../shared/ui/index.ts';
import { shortSession } from './checks.ts';
import { useNamesake, useQuotaFault, useTwin } from './cloud-checks.ts';
import type { CreateValues } from './values.ts';

/** Under the name: that there is one of this name. Two of a name are allowed. */
export function NameTaken() {
  const { t } = useTranslation('imageCreate');
  const name = useWatch<CreateValues, 'name'>({ name: 'name' });
  const namesake = useNamesake(name);
  if (namesake === null) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t('before.nameTaken', { name: namesake.name })}
      description={<Link to={routes.image(namesake.id)}>{t('before.show')}</Link>}
    />
  );
}

/** Under the file: what would fail or be in vain, before the first byte is sent. */
export function ToldBefore({ onSignInAgain }: { readonly onSignInAgain: () => void }) {
  const { control } = useFormContext<CreateValues>();
  const source = useWatch({ control, name: 'source' });
  if (source === null || source.file.size === 0) return null;
  return (
    <>
      <Quota bytes={source.file.size} />
      <SessionTooShort bytes={source.file.size} onSignInAgain={onSignInAgain} />
      <AlreadyThere file={source.file} />
    </>
  );
}

function Quota({ bytes }: { readonly bytes: number }) {
  const { t, i18n } = useTranslation('imageCreate');
  const fault = useQuotaFault(bytes);
  if (fault === null) return null;
  const size = (amount: number) => formatBytes(amount, i18n.language);
  const title =
    fault.kind === 'images'
      ? t('before.quotaImages', { limit: fault.limit })
      : t('before.quotaBytes', { size: size(bytes), left: size(fault.left), limit: size(fault.limit) });
  return <Alert type="warning" showIcon role="status" title={title} description={t('before.quotaNext')} />;
}

function SessionTooShort(props: { readonly bytes: number; readonly onSignInAgain: () => void }) {
  const { t, i18n } = useTranslation('imageCreate');
  const uploads = useUploadActions();
  const { tokenExpiresAt } = useSession();
  const short = shortSession(props.bytes, uploads.lastRate(), new Date(tokenExpiresAt), new Date());
  if (short === null) return null;
  const left = formatDuration(short.left, i18n.language);
  const title =
    short.needed === null
      ? t('before.sessionEnds', { left })
      : t('before.sessionShort', { left, needed: formatDuration(short.needed, i18n.language) });
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={title}
      description={t('before.sessionNext')}
      action={
        <Button size="small" onClick={props.onSignInAgain}>
          {t('before.signInAgain')}
        </Button>
      }
    />
  );
}

function AlreadyThere({ file }: { readonly file: File }) {
  const { t } = useTranslation('imageCreate');
  const twin = useTwin(file);
  if (twin === null) return null;
  const { image, isSure } = twin;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t(isSure ? 'before.sameContent' : 'before.sameSize', { name: image.name })}
      description={<Link to={routes.image(image.id)}>{t('before.show')}</Link>}
    />
  );
}
