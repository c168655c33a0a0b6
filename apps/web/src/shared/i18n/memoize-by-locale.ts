/** Creates a formatter of `Intl` once per locale, because creating one costs more than a hundred uses. */
export function memoizeByLocale<F>(create: (locale: string) => F): (locale: string) => F {
  const formatters = new Map<string, F>();
  return (locale) => {
    const formatter = formatters.get(locale) ?? create(locale);
    formatters.set(locale, formatter);
    return formatter;
  };
}
