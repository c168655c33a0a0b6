import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvFile, csvLines } from './csv.ts';

describe('csvFile', () => {
  it('starts with a byte order mark and encodes Chinese as UTF-8', async () => {
    const bytes = new Uint8Array(await csvFile([csvLines([['名称', '银河麒麟 V10']])]).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('名称,银河麒麟 V10\r\n');
  });
});

describe('csvLines', () => {
  it('escapes texts that a spreadsheet would run as a formula', () => {
    const attacks = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=cmd|" /C calc"!A0', '=a,b\n=c'];
    for (const attack of attacks) {
      const { data } = parse<string[]>(csvLines([[attack, 'x']]), { newline: '\r\n' });
      expect(data[0]).toEqual([`'${attack}`, 'x']);
    }
    expect(csvLines([['a=b', "'quoted", ' =1']])).toBe(`a=b,'quoted," =1"\r\n`);
  });

  it('does not escape numbers, including negative ones', () => {
    expect(csvLines([[-5, 0, 1.5, null]])).toBe('-5,0,1.5,\r\n');
  });

  it('quotes separators, quotes, line breaks and edge spaces', () => {
    const row = ['a,b', 'say "hi"', 'two\r\nlines', ' edge '];
    expect(csvLines([row])).toBe('"a,b","say ""hi""","two\r\nlines"," edge "\r\n');
    expect(parse<string[]>(csvLines([row]), { newline: '\r\n' }).data[0]).toEqual(row);
  });
});
