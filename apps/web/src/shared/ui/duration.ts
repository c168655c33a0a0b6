const units = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in its largest unit and the one below: `1 hr 5 min`, `40 sec`. Never 0: who waits, waits. */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(1, Math.ceil(seconds));
  const first = units.findIndex(([, size]) => whole >= size);
  return units
    .slice(first, first + 2)
    .map(
      ([unit, size], index) =>
        [unit, Math.floor((index === 0 ? whole : whole % (units[first]?.[1] ?? 1)) / size)] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    .join(' ');
}
