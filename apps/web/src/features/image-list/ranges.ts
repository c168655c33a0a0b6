import type { Image } from '@console/image-model';

/** What the list can be narrowed by from one value to another. */
export const rangeNames = ['size', 'created', 'updated'] as const;
export type RangeName = (typeof rangeNames)[number];

/** Both ends count as inside; an empty one is open. Sizes are `10GiB`, days `2026-01-31`. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export type Ranges = Readonly<Partial<Record<RangeName, Range>>>;

export const sizeUnits = ['MiB', 'GiB', 'TiB'] as const;
export type SizeUnit = (typeof sizeUnits)[number];

/** Bytes of each. */
export const unitBytes: Readonly<Record<SizeUnit, number>> = { MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };

export interface SizeBound {
  readonly amount: number;
  readonly unit: SizeUnit;
}

/** Reads `1.5GiB`; `null` where it is no size. */
export function parseSize(text: string): SizeBound | null {
  const [, amount, unitText] = /^(\d{1,9}(?:\.\d{1,6})?)([MGT]iB)$/.exec(text) ?? [];
  const unit = sizeUnits.find((known) => known === unitText);
  return unit === undefined ? null : { amount: Number(amount), unit };
}

/** A day of the reader's calendar and the one after it, as the beginning of ISO texts in UTC; `null` where it is no day. */
export function parseDay(text: string): { readonly start: string; readonly end: string } | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const at = (days: number) => new Date(Number(year), Number(month) - 1, Number(day) + days);
  if (at(0).getMonth() + 1 !== Number(month) || at(0).getDate() !== Number(day)) return null;
  // Without the zone, such a text stands before every moment of its second, however finely the cloud tells time.
  const isoOf = (date: Date) => date.toISOString().slice(0, 19);
  return { start: isoOf(at(0)), end: isoOf(at(1)) };
}

type Test = (image: Image) => boolean;

function sizeTest({ from, to }: Range): Test {
  const bytesOf = (text: string, otherwise: number) => {
    const bound = parseSize(text);
    return bound === null ? otherwise : bound.amount * unitBytes[bound.unit];
  };
  const least = bytesOf(from, 0);
  const most = bytesOf(to, Number.POSITIVE_INFINITY);
  return ({ size }) => size !== null && size >= least && size <= most;
}

function dayTest(key: 'createdAt' | 'updatedAt'): (range: Range) => Test {
  return ({ from, to }) => {
    const first = parseDay(from)?.start ?? '';
    const after = parseDay(to)?.end ?? null;
    return (image) => image[key] >= first && (after === null || image[key] < after);
  };
}

const tests: Readonly<Record<RangeName, (range: Range) => Test>> = {
  size: sizeTest,
  created: dayTest('createdAt'),
  updated: dayTest('updatedAt'),
};

/** One test for each range, made once for a look through the list. */
export function rangeTests(ranges: Ranges): readonly Test[] {
  return rangeNames.flatMap((name) => {
    const range = ranges[name];
    return range === undefined ? [] : [tests[name](range)];
  });
}

/** True for an end that can stand in an address. */
export function isBound(name: RangeName, text: string): boolean {
  return name === 'size' ? parseSize(text) !== null : parseDay(text) !== null;
}

/** True where the ends are the wrong way round, so that nothing can be between them. */
export function isReversed(name: RangeName, { from, to }: Range): boolean {
  if (from === '' || to === '') return false;
  if (name !== 'size') return from > to;
  const bytes = [from, to].map((text) => {
    const bound = parseSize(text);
    return bound === null ? 0 : bound.amount * unitBytes[bound.unit];
  });
  return (bytes[0] ?? 0) > (bytes[1] ?? 0);
}
