import { type SortColumn, sortColumns } from './list-address.ts';

/** A column's key is also what it sorts by. */
export type ColumnKey = SortColumn;

/** Which columns the user sees, in which order and how wide. */
export interface ColumnChoice {
  /** Every column once, the hidden ones too; the name comes first and stays. */
  readonly order: readonly ColumnKey[];
  readonly hidden: readonly ColumnKey[];
  /** Pixels, of those that were resized. */
  readonly widths: Readonly<Partial<Record<ColumnKey, number>>>;
}

/** Pixels. */
export const widthLimits = { least: 64, most: 800, step: 16 } as const;

export const plainChoice: ColumnChoice = { order: sortColumns, hidden: [], widths: {} };

function isKey(value: unknown): value is ColumnKey {
  return sortColumns.some((key) => key === value);
}

function keysOf(value: unknown): readonly ColumnKey[] {
  return Array.isArray(value) ? [...new Set(value.filter(isKey))] : [];
}

function fieldOf(value: unknown, name: keyof ColumnChoice): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function clampWidth(width: number): number {
  return Math.round(Math.min(widthLimits.most, Math.max(widthLimits.least, width)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads what was kept; columns that are new since then come last, and what makes no sense counts as not said. */
export function parseColumnChoice(text: string | null): ColumnChoice {
  const kept = parseJson(text ?? '');
  const order: readonly ColumnKey[] = [
    ...new Set(['name' as const, ...keysOf(fieldOf(kept, 'order')), ...sortColumns]),
  ];
  const widths = Object.entries(fieldOf(kept, 'widths') ?? {}).filter(
    (entry): entry is [ColumnKey, number] => isKey(entry[0]) && Number.isFinite(entry[1]),
  );
  return {
    order,
    hidden: keysOf(fieldOf(kept, 'hidden')).filter((key) => key !== 'name'),
    widths: Object.fromEntries(widths.map(([key, width]) => [key, clampWidth(width)])),
  };
}

/** The columns to draw, in order. */
export function shownKeys({ order, hidden }: ColumnChoice): readonly ColumnKey[] {
  return order.filter((key) => !hidden.includes(key));
}

export function showColumn(choice: ColumnChoice, key: ColumnKey, shown: boolean): ColumnChoice {
  const others = choice.hidden.filter((hidden) => hidden !== key);
  return { ...choice, hidden: shown || key === 'name' ? others : [...others, key] };
}

/** True where a column can go a step that way: none leaves the list, none goes before the name. */
export function canMove({ order }: ColumnChoice, key: ColumnKey, by: 1 | -1): boolean {
  const to = order.indexOf(key) + by;
  return key !== 'name' && to >= 1 && to < order.length;
}

export function moveColumn(choice: ColumnChoice, key: ColumnKey, by: 1 | -1): ColumnChoice {
  if (!canMove(choice, key, by)) return choice;
  const at = choice.order.indexOf(key);
  const others = choice.order.filter((other) => other !== key);
  return { ...choice, order: others.toSpliced(at + by, 0, key) };
}

/** @param width pixels, brought within the limits; `null` = as wide as at first */
export function resizeColumn(choice: ColumnChoice, key: ColumnKey, width: number | null): ColumnChoice {
  const { [key]: _dropped, ...others } = choice.widths;
  return { ...choice, widths: width === null ? others : { ...others, [key]: clampWidth(width) } };
}
