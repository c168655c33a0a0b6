import type { Cell } from './rows.ts';
import { zip } from './zip.ts';

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packageSpace = 'http://schemas.openxmlformats.org/package/2006';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** What a cell of Excel holds at most, characters. */
const longestText = 32_767;
/** Widths of columns, in characters. */
const narrowest = 8;
const widest = 60;
/** How each style is counted in `styles` below. */
const bold = 1;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML takes it: what XML has no place for is left out. */
export function xmlText(text: string): string {
  return text
    .slice(0, longestText)
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? '');
}

/** Columns are told by position: a cell without content is one without a value. */
function cellXml(cell: Cell, style: number): string {
  const look = style === 0 ? '' : ` s="${style}"`;
  if (cell === null || cell === '') return `<c${look}/>`;
  if (typeof cell === 'number') return `<c${look}><v>${cell}</v></c>`;
  return `<c${look} t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

/** Rows of a sheet; texts are texts, whatever they begin with. */
export function rowsXml(rows: readonly (readonly Cell[])[], style = 0): string {
  return rows.map((row) => `<row>${row.map((cell) => cellXml(cell, style)).join('')}</row>`).join('');
}

/** Wide enough for what is in the column; Chinese characters take two places. */
export function columnWidths(rows: readonly (readonly Cell[])[]): readonly number[] {
  const places = (cell: Cell): number =>
    [...String(cell ?? '')].reduce(
      (sum, sign) => sum + (/\p{Script=Han}|[\u3000-\u303F\uFF00-\uFFEF]/u.test(sign) ? 2 : 1),
      0,
    );
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, at) => {
    const most = Math.max(...rows.map((row) => places(row[at] ?? null)));
    return Math.min(widest, Math.max(narrowest, most + 2));
  });
}

function sheetXml(widths: readonly number[], titles: string, batches: readonly string[]): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  return [
    head,
    `<worksheet xmlns="${sheetSpace}"><sheetViews><sheetView workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${columns.join('')}</cols><sheetData>${titles}`,
    ...batches,
    '</sheetData></worksheet>',
  ].join('');
}

const font = '<sz val="11"/><name val="Calibri"/>';
const styles = [
  `${head}<styleSheet xmlns="${sheetSpace}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');

/**
 * A workbook of one sheet whose head stays in view.
 * @param titles of the columns
 * @param batches what `rowsXml` made of the rows
 * @param widths of the columns, in characters
 */
export function xlsxFile(sheet: {
  readonly name: string;
  readonly titles: readonly string[];
  readonly widths: readonly number[];
  readonly batches: readonly string[];
}): Promise<Blob> {
  const override = (part: string, type: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const relations = (...inside: readonly string[]) =>
    `${head}<Relationships xmlns="${packageSpace}/relationships">${inside.join('')}</Relationships>`;
  const types = [
    `${head}<Types xmlns="${packageSpace}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    override('/xl/workbook.xml', 'sheet.main'),
    override('/xl/worksheets/sheet1.xml', 'worksheet'),
    override('/xl/styles.xml', 'styles'),
    '</Types>',
  ].join('');
  const workbook = [
    `${head}<workbook xmlns="${sheetSpace}" xmlns:r="${office}"><sheets>`,
    `<sheet name="${xmlText(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ].join('');
  return zip(
    [
      { name: '[Content_Types].xml', text: types },
      { name: '_rels/.rels', text: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
      { name: 'xl/workbook.xml', text: workbook },
      {
        name: 'xl/_rels/workbook.xml.rels',
        text: relations(
          relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
          relation('rId2', 'styles', 'styles.xml'),
        ),
      },
      { name: 'xl/styles.xml', text: styles },
      {
        name: 'xl/worksheets/sheet1.xml',
        text: sheetXml(sheet.widths, rowsXml([sheet.titles], bold), sheet.batches),
      },
    ],
    sheetType,
  );
}
