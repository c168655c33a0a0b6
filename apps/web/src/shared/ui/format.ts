import { memoizeByLocale } from '../i18n/index.ts';

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Number formats with 0, 1 and 2 fraction digits. */
const numberFormats = [0, 1, 2].map((maximumFractionDigits) =>
  memoizeByLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits })),
);
const byteFormat = memoizeByLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }),
);
const dateTimeFormat = memoizeByLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const clockFormat = memoizeByLocale((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const dayAndClockFormat = memoizeByLocale(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
);
const relativeFormat = memoizeByLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** A count with grouped digits: `10,000`. */
export function formatCount(value: number, locale: string): string {
  return numberFormats[0]?.(locale).format(value) ?? String(value);
}

/** Bytes in IEC units with at most three significant figures below 1000: `1.5 GiB`. */
export function formatBytes(bytes: number, locale: string): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), byteUnits.length - 1);
  const value = bytes / 1024 ** step;
  const digits = step === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${numberFormats[digits]?.(locale).format(value)} ${byteUnits[step]}`;
}

/** `4,518,912 bytes` */
export function formatExactBytes(bytes: number, locale: string): string {
  return byteFormat(locale).format(bytes);
}

/** Date and time in full. */
export function formatDateTime(date: Date, locale: string): string {
  return dateTimeFormat(locale).format(date);
}

/** `14:32`, preceded by the day unless that is the day of `now`. */
export function formatClockTime(date: Date, now: Date, locale: string): string {
  return (date.toDateString() === now.toDateString() ? clockFormat : dayAndClockFormat)(locale).format(date);
}

/** Units of relative times and their lengths in seconds, largest first. */
const relativeUnits: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** `3 days ago`, `in 2 hours`; less than a minute is `now`. */
export function formatRelativeTime(date: Date, now: Date, locale: string): string {
  const seconds = (date.getTime() - now.getTime()) / 1000;
  const format = relativeFormat(locale);
  const [unit, size] = relativeUnits.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  if (unit === 'second') return format.format(0, 'second');
  return format.format(Math.trunc(seconds / size), unit);
}

const durationUnits = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A duration in its largest unit and the next one: `1 hr 5 min`, `40 sec`. The shortest is one second. */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(1, Math.ceil(seconds));
  const first = durationUnits.findIndex(([, size]) => whole >= size);
  return durationUnits
    .slice(first, first + 2)
    .map(
      ([unit, size], index) =>
        [unit, Math.floor((index === 0 ? whole : whole % (durationUnits[first]?.[1] ?? 1)) / size)] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    .join(' ');
}
