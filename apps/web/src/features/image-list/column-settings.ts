import { useMemo, useState } from 'react';
import { type Column, columns } from './columns.tsx';
import { type ColumnKey, columnKeys } from './search-params.ts';

/** The columns that the user has set to be shown, their order and widths. */
export interface ColumnSettings {
  /** All columns, the hidden ones included. The name is always first. */
  readonly order: readonly ColumnKey[];
  readonly hidden: readonly ColumnKey[];
  /** Widths of resized columns, in pixels. */
  readonly widths: Readonly<Partial<Record<ColumnKey, number>>>;
}

/** Pixels. */
export const widthLimits = { min: 64, max: 800, step: 16 } as const;

export const defaultColumnSettings: ColumnSettings = { order: columnKeys, hidden: [], widths: {} };

/**
 * Reads stored settings. Columns of later releases are added at the end; unknown columns and invalid values are dropped.
 */
export function parseColumnSettings(text: string | null): ColumnSettings {
  const stored = parseJson(text ?? '');
  const order: readonly ColumnKey[] = [
    ...new Set(['name' as const, ...columnKeysIn(propertyOf(stored, 'order')), ...columnKeys]),
  ];
  const widths = Object.entries(propertyOf(stored, 'widths') ?? {}).filter(
    (entry): entry is [ColumnKey, number] => isColumnKey(entry[0]) && Number.isFinite(entry[1]),
  );
  return {
    order,
    hidden: columnKeysIn(propertyOf(stored, 'hidden')).filter((key) => key !== 'name'),
    widths: Object.fromEntries(widths.map(([key, width]) => [key, clampWidth(width)])),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function propertyOf(value: unknown, name: keyof ColumnSettings): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isColumnKey(value: unknown): value is ColumnKey {
  return columnKeys.some((key) => key === value);
}

function columnKeysIn(value: unknown): readonly ColumnKey[] {
  return Array.isArray(value) ? [...new Set(value.filter(isColumnKey))] : [];
}

function clampWidth(width: number): number {
  return Math.round(Math.min(widthLimits.max, Math.max(widthLimits.min, width)));
}

/** Returns the keys of the visible columns, in order. */
export function visibleColumnKeys({ order, hidden }: ColumnSettings): readonly ColumnKey[] {
  return order.filter((key) => !hidden.includes(key));
}

/** Shows or hides a column. The name cannot be hidden. */
export function setColumnVisible(settings: ColumnSettings, key: ColumnKey, isVisible: boolean): ColumnSettings {
  const others = settings.hidden.filter((hidden) => hidden !== key);
  return { ...settings, hidden: isVisible || key === 'name' ? others : [...others, key] };
}

/** True if the column can move one step up (-1) or down (1). The name stays first. */
export function canMoveColumn({ order }: ColumnSettings, key: ColumnKey, step: 1 | -1): boolean {
  const index = order.indexOf(key) + step;
  return key !== 'name' && index >= 1 && index < order.length;
}

/** Moves a column one step, if it can move. */
export function moveColumn(settings: ColumnSettings, key: ColumnKey, step: 1 | -1): ColumnSettings {
  if (!canMoveColumn(settings, key, step)) return settings;
  const index = settings.order.indexOf(key) + step;
  const others = settings.order.filter((other) => other !== key);
  return { ...settings, order: others.toSpliced(index, 0, key) };
}

/** @param width pixels, clamped to the limits; `null` restores the default width */
export function resizeColumn(settings: ColumnSettings, key: ColumnKey, width: number | null): ColumnSettings {
  const { [key]: _replaced, ...others } = settings.widths;
  return { ...settings, widths: width === null ? others : { ...others, [key]: clampWidth(width) } };
}

const storageKey = 'console.imageList.columns';

export type ColumnSettingsStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** The user's column settings, stored in the browser, and the visible columns with their widths. */
export function useColumnSettings(storage: ColumnSettingsStorage) {
  const [settings, setSettings] = useState(() => parseColumnSettings(storage.getItem(storageKey)));
  const visibleColumns = useMemo(
    () =>
      visibleColumnKeys(settings).flatMap((key): readonly Column[] => {
        const column = columns.find((candidate) => candidate.key === key);
        return column === undefined ? [] : [{ ...column, width: settings.widths[key] ?? column.width }];
      }),
    [settings],
  );
  function changeSettings(next: ColumnSettings): void {
    setSettings(next);
    storage.setItem(storageKey, JSON.stringify(next));
  }
  return { settings, visibleColumns, changeSettings };
}
