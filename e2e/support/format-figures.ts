/** Formats measured values as `KEY=VALUE`, with four significant digits and with quotes around texts of several words. */
export const formatPairs = (values: Readonly<Record<string, string | number>>): readonly string[] =>
  Object.entries(values).map(([key, value]) => `${key}=${formatValue(value)}`);

export const formatNumber = (value: number): string => String(Number(value.toPrecision(4)));

function formatValue(value: string | number): string {
  if (typeof value === 'number') return formatNumber(value);
  return value.includes(' ') ? JSON.stringify(value) : value;
}
