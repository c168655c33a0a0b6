import { describe, expect, it } from 'vitest';
import {
  canMoveColumn,
  defaultColumnSettings,
  moveColumn,
  parseColumnSettings,
  resizeColumn,
  setColumnVisible,
  visibleColumnKeys,
  widthLimits,
} from './column-settings.ts';
import { columns } from './columns.tsx';
import { columnKeys } from './search-params.ts';

describe('columns', () => {
  it('have the keys of columnKeys in the same order', () => {
    expect(columns.map(({ key }) => key)).toEqual(columnKeys);
  });
});

describe('parseColumnSettings', () => {
  it('restores stored settings', () => {
    const hidden = setColumnVisible(defaultColumnSettings, 'id', false);
    const settings = resizeColumn(moveColumn(hidden, 'size', -1), 'name', 400);
    expect(parseColumnSettings(JSON.stringify(settings))).toEqual(settings);
  });

  it('returns the defaults for missing and invalid texts', () => {
    for (const text of [null, '', '{', 'null', '[]', '7', '{"order":5,"hidden":{},"widths":"x"}']) {
      expect(parseColumnSettings(text), String(text)).toEqual(defaultColumnSettings);
    }
  });

  it('drops unknown columns, adds new columns at the end and always shows the name first', () => {
    const stored = { order: ['size', 'gone', 'size'], hidden: ['name', 'gone'], widths: { size: 9, gone: 1, os: 'x' } };
    const settings = parseColumnSettings(JSON.stringify(stored));
    expect(settings.order.slice(0, 2)).toEqual(['name', 'size']);
    expect(settings.order.toSorted()).toEqual(columnKeys.toSorted());
    expect(settings).toMatchObject({ hidden: [], widths: { size: widthLimits.min } });
  });
});

describe('setColumnVisible', () => {
  it('hides and shows every column except the name', () => {
    const withoutTags = setColumnVisible(defaultColumnSettings, 'tags', false);
    expect(visibleColumnKeys(withoutTags)).not.toContain('tags');
    expect(setColumnVisible(withoutTags, 'tags', true)).toEqual(defaultColumnSettings);
    expect(setColumnVisible(defaultColumnSettings, 'name', false)).toEqual(defaultColumnSettings);
  });
});

describe('moveColumn', () => {
  it('moves a column one step, but not before the name and not beyond the last column', () => {
    expect(moveColumn(defaultColumnSettings, 'os', -1).order.slice(0, 3)).toEqual(['name', 'os', 'status']);
    expect(canMoveColumn(defaultColumnSettings, 'status', -1)).toBe(false);
    expect(canMoveColumn(defaultColumnSettings, 'id', 1)).toBe(false);
    expect(moveColumn(defaultColumnSettings, 'name', 1)).toEqual(defaultColumnSettings);
  });
});

describe('resizeColumn', () => {
  it('clamps the width to the limits and restores the default width for null', () => {
    const resized = resizeColumn(defaultColumnSettings, 'os', 5000);
    expect(resized.widths.os).toBe(widthLimits.max);
    expect(resizeColumn(resized, 'os', null)).toEqual(defaultColumnSettings);
  });
});
