import { GiB } from '@console/units';
import type { Random } from './random.ts';

const cluster = 64 * 1024;

/** Builds small disks that the real tools can open. They are the data of the smaller images. */
export const disks = {
  /** Builds a QCOW2 (version 3) of `virtualGib` with `dataClusters` × 64 KiB of data, at most 8,000 clusters. */
  qcow2: (random: Random, virtualGib: number, dataClusters: number): Uint8Array => {
    const used = 5 + dataClusters;
    const disk = Buffer.alloc(used * cluster);
    const copied = 1n << 63n;
    const at = (index: number) => BigInt(index * cluster);
    disk.write('QFI\xfb', 0, 'latin1');
    disk.writeUInt32BE(3, 4);
    disk.writeUInt32BE(16, 20); // cluster bits
    disk.writeBigUInt64BE(BigInt(virtualGib * GiB), 24);
    disk.writeUInt32BE(Math.ceil((virtualGib * GiB) / (cluster * (cluster / 8))), 36); // entries of the first-level table
    disk.writeBigUInt64BE(at(3), 40);
    disk.writeBigUInt64BE(at(1), 48);
    disk.writeUInt32BE(1, 56); // clusters of the reference table
    disk.writeUInt32BE(4, 96); // reference counts of 16 bits
    disk.writeUInt32BE(104, 100); // header length
    disk.writeBigUInt64BE(at(2), cluster);
    for (let i = 0; i < used; i++) disk.writeUInt16BE(1, 2 * cluster + 2 * i);
    disk.writeBigUInt64BE(at(4) | copied, 3 * cluster);
    for (let i = 0; i < dataClusters; i++) disk.writeBigUInt64BE(at(5 + i) | copied, 4 * cluster + 8 * i);
    fill(disk, 5 * cluster, random);
    return disk;
  },

  /** Builds a raw disk of `bytes` (a multiple of 512) with one Linux partition. */
  raw: (random: Random, bytes: number): Uint8Array => {
    const disk = Buffer.alloc(bytes);
    disk[446 + 4] = 0x83;
    disk.writeUInt32LE(128, 446 + 8); // first sector
    disk.writeUInt32LE(bytes / 512 - 128, 446 + 12);
    disk.writeUInt16LE(0xaa55, 510);
    fill(disk, cluster, random);
    return disk;
  },

  /** Builds an ISO 9660 disc of `sectors` × 2 KiB with an empty root directory. */
  iso: (random: Random, sectors: number, label: string): Uint8Array => {
    const disk = Buffer.alloc(sectors * 2048);
    const volume = disk.subarray(16 * 2048);
    volume.write('\x01CD001\x01', 0, 'latin1');
    volume.write(label.toUpperCase().padEnd(32).slice(0, 32), 40, 'latin1');
    both32(volume, 80, sectors);
    for (const offset of [120, 124]) both16(volume, offset, 1); // one volume, the first
    both16(volume, 128, 2048);
    volume.set(folderEntry(18), 156);
    disk.write('\xffCD001\x01', 17 * 2048, 'latin1');
    const [self, parent] = [folderEntry(18), folderEntry(18)];
    parent[33] = 1;
    disk.set([...self, ...parent], 18 * 2048);
    fill(disk, 20 * 2048, random);
    return disk;
  },
} as const;

/** Builds the 34-byte record of a directory of one sector. */
function folderEntry(sector: number): Buffer {
  const entry = Buffer.alloc(34);
  entry[0] = entry.length;
  both32(entry, 2, sector);
  both32(entry, 10, 2048);
  entry[25] = 2; // directory
  both16(entry, 28, 1);
  entry[32] = 1;
  return entry;
}

function both32(target: Buffer, offset: number, value: number): void {
  target.writeUInt32LE(value, offset);
  target.writeUInt32BE(value, offset + 4);
}

function both16(target: Buffer, offset: number, value: number): void {
  target.writeUInt16LE(value, offset);
  target.writeUInt16BE(value, offset + 2);
}

function fill(disk: Buffer, from: number, random: Random): void {
  for (let at = from; at + 4 <= disk.length; at += 4) disk.writeUInt32LE(random.between(0, 0xffffffff), at);
}
