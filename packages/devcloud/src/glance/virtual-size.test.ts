import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GiB } from '@console/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVirtualSize } from './virtual-size.ts';

/** Builds a file of `length` bytes with numbers and texts at given offsets. */
function file(length: number, fill: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(length);
  fill(bytes);
  return bytes;
}

const qcow2 = file(512, (bytes) => {
  bytes.writeUInt32BE(0x514649fb, 0);
  bytes.writeUInt32BE(3, 4);
  bytes.writeBigUInt64BE(BigInt(3 * GiB), 24);
});
const vmdk = (createType: string) =>
  file(2048, (bytes) => {
    bytes.write('KDMV', 0, 'latin1');
    bytes.writeBigUInt64LE(BigInt((2 * GiB) / 512), 12);
    bytes.writeBigUInt64LE(1n, 28);
    bytes.writeBigUInt64LE(2n, 36);
    bytes.write(`# Disk DescriptorFile\ncreateType="${createType}"\n`, 512, 'latin1');
  });
const vdi = file(512, (bytes) => {
  bytes.writeUInt32LE(0xbeda107f, 64);
  bytes.writeBigUInt64LE(BigInt(GiB), 368);
});
const vhdx = file(400 * 1024, (bytes) => {
  const kib = 1024;
  bytes.write('vhdxfile', 0, 'latin1');
  bytes.write('regi', 192 * kib, 'latin1');
  bytes.writeUInt32LE(1, 192 * kib + 8);
  Buffer.from('06a27c8b90479a4bb8fe575f050f886e', 'hex').copy(bytes, 192 * kib + 16);
  bytes.writeBigUInt64LE(BigInt(256 * kib), 192 * kib + 32);
  bytes.write('metadata', 256 * kib, 'latin1');
  bytes.writeUInt16LE(1, 256 * kib + 10);
  Buffer.from('2442a52f1bcd7648b2115dbed83bf4b8', 'hex').copy(bytes, 256 * kib + 32);
  bytes.writeUInt32LE(64 * kib, 256 * kib + 48);
  bytes.writeBigUInt64LE(BigInt(5 * GiB), 320 * kib);
});

describe('readVirtualSize', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'glance-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[string, Buffer, number | null]>([
    ['qcow2', qcow2, 3 * GiB],
    ['vmdk', vmdk('streamOptimized'), 2 * GiB],
    ['vmdk', vmdk('monolithicFlat'), null],
    ['vdi', vdi, GiB],
    ['vhdx', vhdx, 5 * GiB],
    ['raw', Buffer.alloc(1000), 1000],
    ['raw', Buffer.alloc(0), null],
    ['iso', Buffer.alloc(1000), null],
    ['qcow2', Buffer.alloc(1000), null],
    ['qcow2', Buffer.alloc(3), null],
    ['vhdx', vhdx.subarray(0, 200 * 1024), null],
    ['vmdk', Buffer.concat([Buffer.from('KDMV'), Buffer.alloc(1020, 0xff)]), null],
  ])('%s', async (format, bytes, expected) => {
    const path = join(folder, 'data');
    writeFileSync(path, bytes);
    expect(await readVirtualSize(path, format)).toBe(expected);
  });
});
