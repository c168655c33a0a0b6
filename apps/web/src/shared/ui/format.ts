import { memoizeByLocale } from '../i18n/index.ts';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

const figures = [0, 1, 2].map((maximumFractionDigits) =>
  memoizeByLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits })),
);
const wholeBytes = memoizeByLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }),
);
const moment = memoizeByLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const clock = memoizeByLocale((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const dayAndClock = memoizeByLocale(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
);
const distance = memoizeByLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** A count with its groups of digits: `10,000`. */
export function formatCount(value: number, locale: string): string {
  return figures[0]?.(locale).format(value) ?? String(value);
}

/** Bytes in IEC units, three figures at most: `1.5 GiB`. */
export function formatBytes(bytes: number, locale: string): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** step;
  const digits = step === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${figures[digits]?.(locale).format(value)} ${units[step]}`;
}

export function formatExactBytes(bytes: number, locale: string): string {
  return wholeBytes(locale).format(bytes);
}

export function formatDateTime(date: Date, locale: string): string {
  return moment(locale).format(date);
}

/** `14:32`, with its day where that is another one than today. */
export function formatClockTime(date: Date, now: Date, locale: string): string {
  return (date.toDateString() === now.toDateString() ? clock : dayAndClock)(locale).format(date);
}

/** Largest first; seconds each holds. */
const spans: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** `3 days ago`, `in 2 hours`; under a minute it is now. */
export function formatRelativeTime(date: Date, now: Date, locale: string): string {
  const seconds = (date.getTime() - now.getTime()) / 1000;
  const format = distance(locale);
  const [unit, size] = spans.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  if (unit === 'second') return format.format(0, 'second');
  return format.format(Math.trunc(seconds / size), unit);
}
