import { describe, expect, it } from 'vitest';
import { parseChecksum } from './checksum.ts';

const md5 = '900150983cd24fb0d6963f7d28e17f72';
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('parseChecksum', () => {
  it.each([
    [md5, 'md5'],
    [`  ${sha256.toUpperCase()} `, 'sha256'],
    [`${sha256}  debian-12.qcow2`, 'sha256'],
    [`SHA256 (debian-12.qcow2) = ${sha256}`, 'sha256'],
    [`sha512:${'ab'.repeat(64)}`, 'sha512'],
  ])('finds the checksum in "%s"', (text, name) => {
    expect(parseChecksum(text)?.name).toBe(name);
    expect(parseChecksum(text)?.value).toMatch(/^[0-9a-f]+$/);
  });

  it.each(['', 'debian', md5.slice(1), `${md5} ${sha256}`, 'z'.repeat(64)])('finds no checksum in "%s"', (text) => {
    expect(parseChecksum(text)).toBeNull();
  });
});
