import { describe, expect, it } from 'vitest';
import { createHasher, hashBlob } from './hashers.ts';
import { hashNames, readChecksum } from './hashes.ts';

const md5 = '900150983cd24fb0d6963f7d28e17f72';
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('a pasted checksum', () => {
  it.each([
    [md5, 'md5'],
    [`  ${sha256.toUpperCase()} `, 'sha256'],
    [`${sha256}  debian-12.qcow2`, 'sha256'],
    [`SHA256 (debian-12.qcow2) = ${sha256}`, 'sha256'],
    [`sha512:${'ab'.repeat(64)}`, 'sha512'],
  ])('%s', (text, name) => {
    expect(readChecksum(text)?.name).toBe(name);
    expect(readChecksum(text)?.value).toMatch(/^[0-9a-f]+$/);
  });

  it.each(['', 'debian', md5.slice(1), `${md5} ${sha256}`, 'z'.repeat(64)])('is none: %s', (text) => {
    expect(readChecksum(text)).toBeNull();
  });
});

describe('hashing', () => {
  it('computes several over the same bytes, whatever the parts', async () => {
    const told: number[] = [];
    const digests = await hashBlob(new Blob(['abc']), ['md5', 'sha256'], (bytes) => told.push(bytes));
    expect(digests).toEqual({ md5, sha256 });
    expect(told).toEqual([3]);
  });

  it('knows how to make each of its kinds, and none of none', async () => {
    const all = await createHasher(hashNames);
    expect(Object.keys(all?.digest() ?? {})).toEqual([...hashNames]);
    expect(await createHasher([])).toBeNull();
  });
});
