import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { quotaVerdict } from './rules.ts';
import type { VolumeStart } from './use-volume-start.ts';

/** What the project can still have; an error where that is too little for this image. */
export function QuotaLine({ start }: { readonly start: VolumeStart }) {
  const { t, i18n } = useTranslation('volume');
  const { left, leastGib } = start;
  const verdict = quotaVerdict(left, leastGib);
  const figure = (value: number | null) =>
    value === null ? t('quota.unlimited') : value.toLocaleString(i18n.language);
  const line =
    left === null ? t('quota.unknown') : t('quota.left', { volumes: figure(left.volumes), gib: figure(left.gib) });
  if (verdict === 'fits') return <p className="field-help">{line}</p>;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t(`quota.${verdict}`, { least: leastGib, left: left?.gib ?? 0 })}
      description={t('quota.next')}
    />
  );
}
