import { describe, expect, it } from 'vitest';
import { downloadHeaders, toSafeFileName, withExtension } from './download.ts';

describe('toSafeFileName', () => {
  it.each([
    ['系统盘.qcow2', '系统盘.qcow2'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a\r\nSet-Cookie: x', 'a__Set-Cookie_ x'],
    ['photo\u202Egpj.exe', 'photo_gpj.exe'],
    ['   ', 'fallback'],
    ['...', 'fallback'],
    ['', 'fallback'],
  ])('turns %j into %j', (name, expected) => {
    expect(toSafeFileName(name, 'fallback')).toBe(expected);
  });

  it('shortens a long name but keeps its extension and whole characters', () => {
    const name = toSafeFileName(`${'🐧'.repeat(300)}.qcow2`, 'x');
    expect(name).toBe(`${'🐧'.repeat(174)}.qcow2`);
  });
});

describe('withExtension', () => {
  it('appends the format once', () => {
    expect(withExtension('debian', 'qcow2')).toBe('debian.qcow2');
    expect(withExtension('debian.QCOW2', 'qcow2')).toBe('debian.QCOW2');
    expect(withExtension('debian', null)).toBe('debian');
  });
});

describe('downloadHeaders', () => {
  it('have the file name in UTF-8 and an ASCII name for old clients', () => {
    expect(downloadHeaders({}, `数'据%.raw`)['content-disposition']).toBe(
      `attachment; filename=_'__.raw; filename*=UTF-8''%E6%95%B0%27%E6%8D%AE%25.raw`,
    );
  });

  it('have an ETag only if Content-MD5 is a hexadecimal number', () => {
    expect(downloadHeaders({ 'content-md5': 'ab12' }, 'a')).toMatchObject({ etag: '"ab12"' });
    expect(downloadHeaders({ 'content-md5': 'a"b' }, 'a')).not.toHaveProperty('etag');
  });
});
