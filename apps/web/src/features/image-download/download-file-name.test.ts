import { describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { downloadFileName } from './file-name.ts';

const nameOf = (name: string, diskFormat: string | null = 'qcow2') =>
  downloadFileName(imageOf({ id: 'id-1', name, diskFormat }));

describe('the name of a downloaded file', () => {
  it('is the image name with the extension of its format, in any script', () => {
    expect(nameOf('银河麒麟 V10 服务器版')).toBe('银河麒麟 V10 服务器版.qcow2');
    expect(nameOf('Ubuntu 24.04', 'raw')).toBe('Ubuntu 24.04.raw');
    expect(nameOf('dvd', 'iso')).toBe('dvd.iso');
  });

  it('does not say the extension twice', () => {
    expect(nameOf('disk.qcow2')).toBe('disk.qcow2');
    expect(nameOf('DISK.QCOW2')).toBe('DISK.qcow2');
  });

  it('has nothing in it that a file system refuses or a path could be made of', () => {
    expect(nameOf('../../etc/passwd')).toBe('_.._etc_passwd.qcow2');
    expect(nameOf('a:b*c?"<d>|e\\f\n')).toBe('a_b_c___d__e_f_.qcow2');
    expect(nameOf('evil\u202Egpj.exe')).toBe('evil_gpj.exe.qcow2');
  });

  it('falls back on the ID, and goes without an extension where the format is not known', () => {
    expect(nameOf('  ...  ')).toBe('id-1.qcow2');
    expect(nameOf('', null)).toBe('id-1');
  });

  it('stays within what file systems take, whole characters only', () => {
    expect(new TextEncoder().encode(nameOf('镜'.repeat(255))).length).toBeLessThanOrEqual(255);
    expect(nameOf('𠀀'.repeat(200))).not.toContain('\uFFFD');
  });
});
