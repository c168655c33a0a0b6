import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnWidths, rowsXml, xlsxFile, xmlText } from './xlsx.ts';

/** Reads an archive by its directory, as a spreadsheet does. */
async function unzip(file: Blob): Promise<ReadonlyMap<string, string>> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength, place] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const data = place + 30 + nameLength;
    files.set(name, inflateRawSync(bytes.subarray(data, data + packed)).toString('utf8'));
    at += 46 + nameLength;
  }
  return files;
}

const rows = [
  ['银河麒麟', '=1+1', 5],
  ['a & <b>', null, 1.5],
];

describe('an XLSX file', () => {
  it('holds a sheet whose head is frozen and whose columns have widths', async () => {
    const batches = [rowsXml(rows)];
    const files = await unzip(
      await xlsxFile({ name: '镜像', titles: ['名称', 'F', 'N'], widths: [10, 8, 8], batches }),
    );
    expect([...files.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(files.get('xl/workbook.xml')).toContain('<sheet name="镜像"');
    const sheet = files.get('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<col min="1" max="1" width="10" customWidth="1"/>');
    expect(sheet).toContain('<c t="inlineStr"><is><t xml:space="preserve">银河麒麟</t></is></c>');
  });

  it('keeps texts texts and numbers numbers', () => {
    const xml = rowsXml(rows);
    expect(xml).toContain('<t xml:space="preserve">=1+1</t>');
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('<c><v>5</v></c>');
    expect(xml).toContain('a &amp; &lt;b&gt;</t></is></c><c/><c><v>1.5</v></c>');
  });

  it('has nothing in it that XML or Excel cannot read', () => {
    expect(xmlText('a\u0000b\u001Bc\uFFFEd\uD800e\nf𠀀')).toBe('abcd\uFFFDe\nf𠀀');
    expect(xmlText('x'.repeat(40_000))).toHaveLength(32_767);
  });

  it('makes columns as wide as what they hold, within reason', () => {
    expect(
      columnWidths([
        ['名称', 'x', 'y'.repeat(200)],
        ['四个汉字', null, 1],
      ]),
    ).toEqual([10, 8, 60]);
    expect(columnWidths([])).toEqual([]);
  });
});
