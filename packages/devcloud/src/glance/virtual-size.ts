import { type FileHandle, open } from 'node:fs/promises';
import { KiB } from '@console/units';

type Reader = (file: FileHandle, fileSize: number) => Promise<number | null>;

/** Reads the virtual size, by format. */
const READERS: Readonly<Record<string, Reader>> = {
  raw: async (_file, fileSize) => fileSize,
  qcow2: async (file) => {
    const header = await bytesAt(file, 0, 32);
    return header?.readUInt32BE(0) === 0x514649fb ? Number(header.readBigUInt64BE(24)) : null;
  },
  vhd: async (file) => {
    const header = await bytesAt(file, 0, 512);
    return header?.toString('latin1', 0, 8) === 'conectix' ? Number(header.readBigUInt64BE(40)) : null;
  },
  vdi: async (file) => {
    const header = await bytesAt(file, 0, 512);
    return header?.readUInt32LE(64) === 0xbeda107f ? Number(header.readBigUInt64LE(368)) : null;
  },
  vmdk: async (file) => readVmdk(file),
  vhdx: async (file) => readVhdx(file),
};

const SECTOR_BYTES = 512;
const SPARSE_KINDS = ['monolithicSparse', 'streamOptimized'];

/** Only sub-formats that keep their data in this one file are read. */
async function readVmdk(file: FileHandle): Promise<number | null> {
  const header = await bytesAt(file, 0, SECTOR_BYTES);
  if (header?.toString('latin1', 0, 4) !== 'KDMV') return null;
  const descriptorAt = Number(header.readBigUInt64LE(28)) * SECTOR_BYTES;
  const descriptorBytes = Math.min(Number(header.readBigUInt64LE(36)) * SECTOR_BYTES, 64 * 1024);
  const descriptor = (await someBytesAt(file, descriptorAt, descriptorBytes)).toString('latin1');
  const kind = /createType="([^"]*)"/.exec(descriptor)?.[1];
  if (kind === undefined || !SPARSE_KINDS.includes(kind)) return null;
  return Number(header.readBigUInt64LE(12)) * SECTOR_BYTES;
}

const REGION_TABLE_AT = 192 * KiB;
const METADATA_REGION = guid('8b7ca206-4790-4b9a-b8fe-575f050f886e');
const DISK_SIZE_ITEM = guid('2fa54224-cd1b-4876-b211-5dbed83bf4b8');
const MAX_ENTRIES = 2047;

async function readVhdx(file: FileHandle): Promise<number | null> {
  const signature = await bytesAt(file, 0, 8);
  if (signature?.toString('latin1') !== 'vhdxfile') return null;
  const regions = await someBytesAt(file, REGION_TABLE_AT, 64 * KiB);
  if (regions.toString('latin1', 0, 4) !== 'regi') return null;
  const region = findEntry(regions, 16, regions.readUInt32LE(8), METADATA_REGION);
  if (!region) return null;
  const metadataAt = Number(region.readBigUInt64LE(16));
  const metadata = await someBytesAt(file, metadataAt, 64 * KiB);
  if (metadata.toString('latin1', 0, 8) !== 'metadata') return null;
  const item = findEntry(metadata, 32, metadata.readUInt16LE(10), DISK_SIZE_ITEM);
  if (!item) return null;
  const size = await bytesAt(file, metadataAt + item.readUInt32LE(16), 8);
  return size ? Number(size.readBigUInt64LE(0)) : null;
}

/** Both VHDX tables have 32-byte entries that begin with a GUID. */
function findEntry(table: Buffer, first: number, count: number, wanted: Buffer): Buffer | null {
  for (let i = 0; i < Math.min(count, MAX_ENTRIES); i += 1) {
    const entry = table.subarray(first + i * 32, first + (i + 1) * 32);
    if (entry.length === 32 && entry.subarray(0, 16).equals(wanted)) return entry;
  }
  return null;
}

/** Encodes a GUID in its mixed byte order: three little-endian groups, then two as written. */
function guid(text: string): Buffer {
  const [a = '', b = '', c = '', d = '', e = ''] = text.split('-').map((group, i) => (i < 3 ? swap(group) : group));
  return Buffer.from(a + b + c + d + e, 'hex');
}

function swap(hex: string): string {
  return Buffer.from(hex, 'hex').reverse().toString('hex');
}

async function someBytesAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function bytesAt(file: FileHandle, offset: number, length: number): Promise<Buffer | null> {
  const bytes = await someBytesAt(file, offset, length);
  return bytes.length === length ? bytes : null;
}

/**
 * Returns the virtual size in bytes; `null` when the data does not have the declared format, or the format has no such
 * field.
 */
export async function readVirtualSize(path: string, diskFormat: string | null): Promise<number | null> {
  const read = diskFormat === null ? undefined : READERS[diskFormat];
  if (!read) return null;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return (await read(file, size)) || null;
  } catch (error) {
    // A header with an offset outside the file means that the data has another format.
    if (error instanceof RangeError) return null;
    throw error;
  } finally {
    await file.close();
  }
}
