/** Sentences about what is wrong with an operator's file, collected as it is read. */
export type Faults = string[];

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** An object with none but the keys named; `null` allows any key. Anything else is a fault and read as empty. */
export function section(
  value: unknown,
  at: string,
  keys: readonly string[] | null,
  faults: Faults,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.push(`${at} must be an object`);
    return {};
  }
  const entries = Object.entries(value);
  for (const [key] of keys === null ? [] : entries) {
    if (keys?.includes(key) === false)
      faults.push(`${at} has the unknown entry "${key}"; known are ${keys.join(', ')}`);
  }
  return Object.fromEntries(entries);
}

export function textList(value: unknown, at: string, faults: Faults): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every(isText)) return value;
  faults.push(`${at} must be a list of texts`);
  return undefined;
}

export function nullableText(value: unknown, at: string, faults: Faults): string | null {
  if (value === null || isText(value)) return value;
  faults.push(`${at} must be a text or null`);
  return null;
}

export function positiveInteger(value: unknown, at: string, faults: Faults): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  faults.push(`${at} must be a whole number above 0`);
  return 1;
}

export function regularExpression(value: unknown, at: string, faults: Faults): RegExp | undefined {
  try {
    if (isText(value)) return new RegExp(value, 'u');
  } catch {
    // Falls through: a bad pattern and no text at all are the same fault to the operator.
  }
  faults.push(`${at} must be a regular expression`);
  return undefined;
}
