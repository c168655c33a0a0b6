/** Makes what `Intl` has once for each locale: making one costs more than using it a hundred times. */
export function memoizeByLocale<F>(make: (locale: string) => F): (locale: string) => F {
  const made = new Map<string, F>();
  return (locale) => {
    const formatter = made.get(locale) ?? make(locale);
    made.set(locale, formatter);
    return formatter;
  };
}
