import { describe, expect, it } from 'vitest';
import { buildSheet, columnWidths, type SheetContent } from './sheet.ts';

const content = (...rows: SheetContent['rows']): SheetContent => ({ name: '镜像', titles: ['名称', 'F', 'N'], rows });
const valuesOf = (...texts: readonly string[]) =>
  buildSheet(content(texts)).data[1]?.map((cell) => (cell as { readonly value: string }).value);

describe('buildSheet', () => {
  it('writes texts, numbers and empty cells with their types', () => {
    const { data } = buildSheet(content(['=1+1', '5', 5], ['+1', null, -1.5]));
    expect(data.slice(1)).toEqual([
      [
        { type: String, value: '=1+1' },
        { type: String, value: '5' },
        { type: Number, value: 5 },
      ],
      [{ type: String, value: '+1' }, null, { type: Number, value: -1.5 }],
    ]);
  });

  it('makes the title row bold and sticky and sets the column widths', () => {
    const { data, options } = buildSheet(content(['x'.repeat(20), 1, null]));
    expect(data[0]).toEqual(['名称', 'F', 'N'].map((value) => ({ type: String, value, fontWeight: 'bold' })));
    expect(options).toEqual({
      sheet: '镜像',
      stickyRowsCount: 1,
      columns: [{ width: 22 }, { width: 8 }, { width: 8 }],
    });
  });

  it('truncates a text to the limit of Excel and replaces lone surrogates', () => {
    expect(valuesOf('x'.repeat(40_000))?.[0]).toHaveLength(32_767);
    expect(valuesOf('a\uD800b', '𠀀')).toEqual(['a\uFFFDb', '𠀀']);
  });

  it('accepts texts that are names of object members', () => {
    const names = ['constructor', 'toString', '__proto__'];
    expect(valuesOf(...names)).toEqual(names.map((name) => `${name}\u0000`));
  });
});

describe('columnWidths', () => {
  it('fits each column to its content within the bounds', () => {
    const rows = [
      ['名称', 'x', 'y'.repeat(200)],
      ['四个汉字', null, 1],
    ];
    expect(columnWidths(rows)).toEqual([10, 8, 60]);
    expect(columnWidths([])).toEqual([]);
  });
});
