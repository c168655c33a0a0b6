import type { Image } from '@console/image-model';
import { GiB, MiB } from '@console/units';

/** Attributes that the list can limit to a range. */
export const rangeNames = ['size', 'created', 'updated'] as const;
export type RangeName = (typeof rangeNames)[number];

/** Both ends are inclusive, and `''` is an open end. Sizes are spelled `10GiB`, days `2026-01-31`. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export type Ranges = Readonly<Partial<Record<RangeName, Range>>>;

export const sizeUnits = ['MiB', 'GiB', 'TiB'] as const;
export type SizeUnit = (typeof sizeUnits)[number];

/** Bytes of each unit. */
export const unitBytes: Readonly<Record<SizeUnit, number>> = { MiB, GiB, TiB: 1024 * GiB };

export interface SizeBound {
  readonly amount: number;
  readonly unit: SizeUnit;
}

/** Reads `1.5GiB`. Returns `null` for any other text. */
export function parseSize(text: string): SizeBound | null {
  const [, amount, unitText] = /^(\d{1,9}(?:\.\d{1,6})?)([MGT]iB)$/.exec(text) ?? [];
  const unit = sizeUnits.find((known) => known === unitText);
  return unit === undefined ? null : { amount: Number(amount), unit };
}

/** Reads `1.5GiB` as a number of bytes. Returns `null` for any other text. */
export function parseSizeBytes(text: string): number | null {
  const bound = parseSize(text);
  return bound === null ? null : bound.amount * unitBytes[bound.unit];
}

/**
 * Reads a day in the user's time zone. Returns its start and the start of the next day as ISO 8601 texts in UTC, or
 * `null` for any text that is no day.
 */
export function parseDay(text: string): { readonly start: string; readonly end: string } | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const after = (days: number) => new Date(Number(year), Number(month) - 1, Number(day) + days);
  if (after(0).getMonth() + 1 !== Number(month) || after(0).getDate() !== Number(day)) return null;
  // A text without `Z` sorts before every time of its second, with or without fractions ("…00Z", "…00.000001Z").
  const format = (date: Date) => date.toISOString().slice(0, 19);
  return { start: format(after(0)), end: format(after(1)) };
}

type RangeTest = (image: Image) => boolean;

function sizeTest({ from, to }: Range): RangeTest {
  const min = parseSizeBytes(from) ?? 0;
  const max = parseSizeBytes(to) ?? Number.POSITIVE_INFINITY;
  return ({ size }) => size !== null && size >= min && size <= max;
}

function dayTest(key: 'createdAt' | 'updatedAt'): (range: Range) => RangeTest {
  return ({ from, to }) => {
    const start = parseDay(from)?.start ?? '';
    const end = parseDay(to)?.end ?? null;
    return (image) => image[key] >= start && (end === null || image[key] < end);
  };
}

const createTest: Readonly<Record<RangeName, (range: Range) => RangeTest>> = {
  size: sizeTest,
  created: dayTest('createdAt'),
  updated: dayTest('updatedAt'),
};

/** Creates one test for each range. The ranges are parsed here, once for all images. */
export function rangeTests(ranges: Ranges): readonly RangeTest[] {
  return rangeNames.flatMap((name) => {
    const range = ranges[name];
    return range === undefined ? [] : [createTest[name](range)];
  });
}

/** True for a text that is valid as an end of the range. */
export function isRangeBound(name: RangeName, text: string): boolean {
  return name === 'size' ? parseSize(text) !== null : parseDay(text) !== null;
}

/** True if the range starts after its end, so that no image can match. */
export function isReversed(name: RangeName, { from, to }: Range): boolean {
  if (from === '' || to === '') return false;
  return name === 'size' ? (parseSizeBytes(from) ?? 0) > (parseSizeBytes(to) ?? 0) : from > to;
}
