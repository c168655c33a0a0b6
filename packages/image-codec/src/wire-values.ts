/** Wire values as the model wants them; what does not fit counts as not there. */

export function textValue(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number ≥ 0, as a number or as digits. */
export function countValue(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** A comma-separated list, as Glance sends stores; an empty text is an empty list. */
export function listValue(value: unknown): readonly string[] {
  const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return parts
    .filter((part) => typeof part === 'string')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Anything a property can hold, as text; `null` for none. */
export function propertyText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
