import { describe, expect, it } from 'vitest';
import { columnWidths, type SheetContent, sheetOf } from './sheet.ts';

const content = (...rows: SheetContent['rows']): SheetContent => ({ name: '镜像', titles: ['名称', 'F', 'N'], rows });
const valuesOf = (...texts: readonly string[]) =>
  sheetOf(content(texts)).data[1]?.map((cell) => (cell as { readonly value: string }).value);

describe('a sheet', () => {
  it('keeps texts texts, numbers numbers, and nothing nothing', () => {
    const { data } = sheetOf(content(['=1+1', '5', 5], ['+1', null, -1.5]));
    expect(data.slice(1)).toEqual([
      [
        { type: String, value: '=1+1' },
        { type: String, value: '5' },
        { type: Number, value: 5 },
      ],
      [{ type: String, value: '+1' }, null, { type: Number, value: -1.5 }],
    ]);
  });

  it('has a bold head that stays in view, and columns with widths', () => {
    const { data, options } = sheetOf(content(['x'.repeat(20), 1, null]));
    expect(data[0]).toEqual(['名称', 'F', 'N'].map((value) => ({ type: String, value, fontWeight: 'bold' })));
    expect(options).toEqual({
      sheet: '镜像',
      stickyRowsCount: 1,
      columns: [{ width: 22 }, { width: 8 }, { width: 8 }],
    });
  });

  it('holds no more of a text than Excel does, and no half characters', () => {
    expect(valuesOf('x'.repeat(40_000))?.[0]).toHaveLength(32_767);
    expect(valuesOf('a\uD800b', '𠀀')).toEqual(['a\uFFFDb', '𠀀']);
  });

  it('can hold words that are members of every object', () => {
    const words = ['constructor', 'toString', '__proto__'];
    expect(valuesOf(...words)).toEqual(words.map((word) => `${word}\u0000`));
  });

  it('makes columns as wide as what they hold, within reason', () => {
    const rows = [
      ['名称', 'x', 'y'.repeat(200)],
      ['四个汉字', null, 1],
    ];
    expect(columnWidths(rows)).toEqual([10, 8, 60]);
    expect(columnWidths([])).toEqual([]);
  });
});
