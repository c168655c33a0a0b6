import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { GiB, MiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { type DiskInspection, inspect, READ_BUDGET_BYTES, remedyCommand } from './index.ts';

const fixture = (name: string): Uint8Array =>
  gunzipSync(readFileSync(new URL(`../fixtures/${name}.gz`, import.meta.url)));

/** A source over memory that counts the bytes read. */
function countingSource(data: Uint8Array): ByteSource & { readBytes: () => number } {
  let read = 0;
  return {
    size: data.length,
    read: async (offset, length) => {
      const part = data.subarray(offset, offset + length);
      read += part.length;
      return part;
    },
    readBytes: () => read,
  };
}

const codesOf = (result: DiskInspection) => result.findings.map((finding) => finding.code);

describe('inspect: files made by qemu-img, sgdisk and genisoimage', () => {
  it.each<[string, Partial<DiskInspection>, string[]]>([
    [
      'gpt-efi.qcow2',
      { format: 'qcow2', glanceFormat: 'qcow2', virtualSize: 16 * MiB, partitionTable: 'gpt', hasEfiPartition: true },
      [],
    ],
    ['v2.qcow2', { format: 'qcow2', virtualSize: 3 * GiB, partitionTable: null }, []],
    ['backing.qcow2', { format: 'qcow2', virtualSize: 1 * GiB }, ['backingFile']],
    ['datafile.qcow2', { format: 'qcow2', virtualSize: 1 * MiB }, ['dataFile']],
    ['sparse.vmdk', { format: 'vmdk', virtualSize: 5 * GiB, subformat: 'monolithicSparse' }, []],
    ['stream.vmdk', { format: 'vmdk', virtualSize: 16 * MiB, subformat: 'streamOptimized' }, []],
    ['flat.vmdk', { format: 'vmdk', virtualSize: 7 * MiB, subformat: 'monolithicFlat' }, ['vmdkFlat']],
    ['dynamic.vhd', { format: 'vhd', subformat: 'dynamic' }, []],
    ['fixed.vhd', { format: 'vhd', subformat: 'fixed' }, ['vhdFixed']],
    ['disk.vhdx', { format: 'vhdx', virtualSize: 6 * GiB }, []],
    ['disk.vdi', { format: 'vdi', virtualSize: 9 * GiB, subformat: 'dynamic' }, []],
    ['disk.qed', { format: 'qed', glanceFormat: null, virtualSize: 10 * GiB }, ['unsupported']],
    ['plain.iso', { format: 'iso', glanceFormat: 'iso', volumeName: 'HELLO_DISC' }, []],
    [
      'gpt-efi.raw',
      { format: 'raw', glanceFormat: 'raw', virtualSize: 16 * MiB, partitionTable: 'gpt', hasEfiPartition: true },
      [],
    ],
    ['mbr.raw', { format: 'raw', virtualSize: 16 * MiB, partitionTable: 'mbr', hasEfiPartition: false }, []],
  ])('reads format, size and findings of %s', async (name, expected, findings) => {
    const source = countingSource(fixture(name));
    const result = await inspect(source);
    expect(result).toMatchObject(expected);
    expect(codesOf(result)).toEqual(findings);
    expect(source.readBytes()).toBeLessThanOrEqual(READ_BUDGET_BYTES);
  });

  it('names the backing file and the data file of a qcow2', async () => {
    expect((await inspect(countingSource(fixture('backing.qcow2')))).findings).toEqual([
      { code: 'backingFile', severity: 'error', file: 'base.raw' },
    ]);
    expect((await inspect(countingSource(fixture('datafile.qcow2')))).findings).toEqual([
      { code: 'dataFile', severity: 'error', file: 'outside.raw' },
    ]);
  });

  it('reads the size of a VHD from its geometry, which rounds 2 GiB up', async () => {
    const { virtualSize } = await inspect(countingSource(fixture('dynamic.vhd')));
    expect(virtualSize).toBeGreaterThanOrEqual(2 * GiB);
    expect(virtualSize).toBeLessThan(2 * GiB + 2 * MiB);
  });
});

describe('inspect: files that the cloud cannot use as they are', () => {
  it.each<[string, number[]]>([
    ['gzip', [0x1f, 0x8b, 8, 0]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
    ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
    ['zip', [0x50, 0x4b, 3, 4]],
  ])('reports %s as an archive', async (format, signature) => {
    const result = await inspect(countingSource(Uint8Array.from([...signature, ...new Array(600).fill(7)])));
    expect(result).toMatchObject({ format, glanceFormat: null });
    expect(codesOf(result)).toEqual(['archive']);
  });

  it('recognizes an OVA as tar', async () => {
    const data = new Uint8Array(1024);
    data.set(new TextEncoder().encode('ustar'), 257);
    expect((await inspect(countingSource(data))).format).toBe('tar');
  });

  it('reports an empty file', async () => {
    expect(codesOf(await inspect(countingSource(new Uint8Array())))).toEqual(['empty']);
  });

  it('reports a qcow2 that ends in its header and an ISO that ends early as truncated', async () => {
    expect(codesOf(await inspect(countingSource(fixture('gpt-efi.qcow2').subarray(0, 200))))).toContain('truncated');
    expect(codesOf(await inspect(countingSource(fixture('plain.iso').subarray(0, 40_000))))).toContain('truncated');
  });

  it('reports a qcow2 with crypt method 2 (LUKS) as encrypted', async () => {
    const encrypted = Uint8Array.from(fixture('v2.qcow2'));
    encrypted[35] = 2;
    expect(codesOf(await inspect(countingSource(encrypted)))).toEqual(['encrypted']);
  });

  it('reports an ISO with a boot sector as hybrid', async () => {
    const hybrid = Uint8Array.from(fixture('plain.iso'));
    hybrid.set([0x55, 0xaa], 510);
    expect(codesOf(await inspect(countingSource(hybrid)))).toEqual(['hybridIso']);
  });
});

describe('remedyCommand', () => {
  it('quotes file names for a POSIX shell and returns null where no command helps', () => {
    expect(remedyCommand({ code: 'backingFile', severity: 'error', file: 'x' }, "it's mine.qcow2")).toBe(
      `qemu-img convert -O qcow2 'it'\\''s mine.qcow2' 'it'\\''s mine-converted.qcow2'`,
    );
    expect(remedyCommand({ code: 'archive', severity: 'error', archive: 'xz' }, 'a.raw.xz')).toBe('unxz -k a.raw.xz');
    expect(remedyCommand({ code: 'empty', severity: 'error' }, 'a')).toBeNull();
  });
});

describe('inspect: damaged files', () => {
  const names = [
    'gpt-efi.qcow2',
    'backing.qcow2',
    'datafile.qcow2',
    'sparse.vmdk',
    'flat.vmdk',
    'dynamic.vhd',
    'disk.vhdx',
    'disk.vdi',
    'plain.iso',
    'gpt-efi.raw',
  ];

  /** Repeatable numbers in [0, 1) by the constants of Numerical Recipes; the test's message has the seed. */
  function randomNumbers(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  it.each(names)('returns a format for 200 mutations of %s within the read budget', async (name) => {
    const original = fixture(name);
    for (let seed = 0; seed < 200; seed++) {
      const next = randomNumbers(seed);
      const data = Uint8Array.from(
        original.subarray(0, next() < 0.2 ? Math.floor(next() * original.length) : original.length),
      );
      // 70 % of the mutations hit the first KiB, because headers decide the result.
      for (let hit = 0; hit < 1 + next() * 12; hit++) {
        const rangeBytes = next() < 0.7 ? 1024 : data.length;
        data[Math.floor(next() * Math.min(rangeBytes, data.length))] = next() < 0.3 ? 0xff : Math.floor(next() * 256);
      }
      const source = countingSource(data);
      const result = await inspect(source);
      expect(result.format, `seed ${seed}`).toBeTypeOf('string');
      expect(source.readBytes(), `seed ${seed}`).toBeLessThanOrEqual(READ_BUDGET_BYTES);
    }
  });
});
