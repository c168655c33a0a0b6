import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { downloadFileName } from './download-file-name.ts';

const nameOf = (name: string, diskFormat: string | null = 'qcow2') =>
  downloadFileName(imageFixture({ id: 'id-1', name, diskFormat }));

describe('downloadFileName', () => {
  it('appends the extension of the format to the image name in any script', () => {
    expect(nameOf('银河麒麟 V10 服务器版')).toBe('银河麒麟 V10 服务器版.qcow2');
    expect(nameOf('Ubuntu 24.04', 'raw')).toBe('Ubuntu 24.04.raw');
    expect(nameOf('dvd', 'iso')).toBe('dvd.iso');
  });

  it('does not repeat an extension that the image name already has', () => {
    expect(nameOf('disk.qcow2')).toBe('disk.qcow2');
    expect(nameOf('DISK.QCOW2')).toBe('DISK.qcow2');
  });

  it('replaces path separators and characters that file systems forbid', () => {
    expect(nameOf('../../etc/passwd')).toBe('_.._etc_passwd.qcow2');
    expect(nameOf('a:b*c?"<d>|e\\f\n')).toBe('a_b_c___d__e_f_.qcow2');
    expect(nameOf('evil\u202Egpj.exe')).toBe('evil_gpj.exe.qcow2');
  });

  it('uses the ID of an image without a name and no extension for an unknown format', () => {
    expect(nameOf('  ...  ')).toBe('id-1.qcow2');
    expect(nameOf('', null)).toBe('id-1');
  });

  it('keeps the name within 255 bytes without splitting a character', () => {
    expect(new TextEncoder().encode(nameOf('镜'.repeat(255))).length).toBeLessThanOrEqual(255);
    expect(nameOf('𠀀'.repeat(200))).not.toContain('\uFFFD');
  });
});
