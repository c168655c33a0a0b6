import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvFile, csvLines } from './csv.ts';

describe('a CSV file', () => {
  it('begins with the mark by which Excel knows UTF-8, and keeps Chinese as it is', async () => {
    const bytes = new Uint8Array(await csvFile([csvLines([['名称', '银河麒麟 V10']])]).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('名称,银河麒麟 V10\r\n');
  });

  it('runs nothing: what could be a formula is a text', () => {
    const attacks = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=cmd|" /C calc"!A0', '=a,b\n=c'];
    for (const attack of attacks) {
      const { data } = parse<string[]>(csvLines([[attack, 'x']]), { newline: '\r\n' });
      expect(data[0]).toEqual([`'${attack}`, 'x']);
    }
    expect(csvLines([['a=b', "'quoted", ' =1']])).toBe(`a=b,'quoted," =1"\r\n`);
  });

  it('leaves numbers numbers, negative ones too', () => {
    expect(csvLines([[-5, 0, 1.5, null]])).toBe('-5,0,1.5,\r\n');
  });

  it('quotes what would break a row', () => {
    const row = ['a,b', 'say "hi"', 'two\r\nlines', ' edge '];
    expect(csvLines([row])).toBe('"a,b","say ""hi""","two\r\nlines"," edge "\r\n');
    expect(parse<string[]>(csvLines([row]), { newline: '\r\n' }).data[0]).toEqual(row);
  });
});
