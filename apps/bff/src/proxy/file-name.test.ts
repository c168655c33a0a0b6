import { describe, expect, it } from 'vitest';
import { attachment, fitFileName, withExtension } from './file-name.ts';

describe('the name of a downloaded file', () => {
  it.each([
    ['系统盘.qcow2', '系统盘.qcow2'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a\r\nSet-Cookie: x', 'a__Set-Cookie_ x'],
    ['photo\u202Egpj.exe', 'photo_gpj.exe'],
    ['   ', 'fallback'],
    ['...', 'fallback'],
    ['', 'fallback'],
  ])('%j becomes %j', (wished, name) => {
    expect(fitFileName(wished, 'fallback')).toBe(name);
  });

  it('is cut without losing its extension or half a character', () => {
    const name = fitFileName(`${'🐧'.repeat(300)}.qcow2`, 'x');
    expect(name).toBe(`${'🐧'.repeat(174)}.qcow2`);
  });

  it('has its format for extension, once', () => {
    expect(withExtension('debian', 'qcow2')).toBe('debian.qcow2');
    expect(withExtension('debian.QCOW2', 'qcow2')).toBe('debian.QCOW2');
    expect(withExtension('debian', null)).toBe('debian');
  });

  it('is written so that old and new clients read it', () => {
    expect(attachment(`数'据%.raw`)).toBe(
      `attachment; filename="_'__.raw"; filename*=UTF-8''%E6%95%B0%27%E6%8D%AE%25.raw`,
    );
  });
});
