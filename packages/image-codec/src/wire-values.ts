/** A text that is not empty, else `null`. */
export function textValue(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number ≥ 0, sent as a number or as digits, else `null`. */
export function countValue(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** A list, sent as an array or separated by commas (Glance's stores); an empty text is an empty list. */
export function listValue(value: unknown): readonly string[] {
  const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return parts
    .filter((part) => typeof part === 'string')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Any property value as text; `null` when the image has none. */
export function propertyText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
