import { useTranslation } from 'react-i18next';
import { formatBytes, formatDateTime, formatExactBytes, formatRelativeTime } from './format.ts';

/** A size in IEC units with the exact bytes as tooltip. Tabular figures keep columns of sizes aligned. */
export function Size({ bytes }: { readonly bytes: number | null | undefined }) {
  const { i18n } = useTranslation('common');
  if (bytes === null || bytes === undefined) return <span className="no-value">–</span>;
  return (
    <span className="figures" title={formatExactBytes(bytes, i18n.language)}>
      {formatBytes(bytes, i18n.language)}
    </span>
  );
}

/** A time relative to now, or in full, with the exact time as tooltip. `at` is ISO 8601. */
export function Time(props: { readonly at: string | null | undefined; readonly style?: 'relative' | 'exact' }) {
  const { i18n } = useTranslation('common');
  if (props.at === null || props.at === undefined) return <span className="no-value">–</span>;
  const date = new Date(props.at);
  const exact = formatDateTime(date, i18n.language);
  return (
    <time dateTime={props.at} title={exact} className="figures">
      {props.style === 'exact' ? exact : formatRelativeTime(date, new Date(), i18n.language)}
    </time>
  );
}
