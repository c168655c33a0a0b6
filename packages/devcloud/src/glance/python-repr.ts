/** Formats a JSON value like Python's `repr`, which Glance's schema errors use. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return reprString(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `${repr(key)}: ${repr(item)}`)
      .join(', ')}}`;
  }
  return String(value);
}

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}

/** Formats like Python's `pprint`: on one line if it fits in 72 columns, else one entry a line; keys sorted. */
export function pretty(value: unknown, indent = 0): string {
  const line = repr(sorted(value));
  if (line.length + indent <= 72 || value === null || typeof value !== 'object') return line;
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((item) => pretty(item, indent + 1))
    : Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => `${repr(key)}: ${pretty(item, indent + repr(key).length + 3)}`);
  const body = entries.join(`,\n${' '.repeat(indent + 1)}`);
  return isList ? `[${body}]` : `{${body}}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** Converts `os_distro` to `Os_Distro`. */
export function titleCase(text: string): string {
  return text.toLowerCase().replace(/[a-z]+/g, (word) => (word[0] ?? '').toUpperCase() + word.slice(1));
}
