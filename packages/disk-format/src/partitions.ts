import { byteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import type { PartitionTable } from './inspection.ts';

const SECTOR_BYTES = 512;
/** C12A7328-F81F-11D2-BA4B-00A0C93EC93B in its byte order on disk (UEFI 2.10, 5.3.3). */
const efiSystemPartition = [
  0x28, 0x73, 0x2a, 0xc1, 0x1f, 0xf8, 0xd2, 0x11, 0xba, 0x4b, 0x00, 0xa0, 0xc9, 0x3e, 0xc9, 0x3b,
];
const MBR_TYPE_EFI = 0xef;
/** Offsets of the type of each of the four MBR partitions. */
const mbrTypeOffsets = [450, 466, 482, 498];
const GPT_ENTRIES_MAX = 128;

export interface Partitions {
  readonly partitionTable: PartitionTable | null;
  readonly hasEfiPartition: boolean;
}

export const noPartitions: Partitions = { partitionTable: null, hasEfiPartition: false };

/** Reads the partition table of a disk from its first sectors (GPT entries of the usual 128 bytes: 17 KiB). */
export async function readPartitions(disk: ByteSource): Promise<Partitions> {
  const start = byteReader(await disk.read(0, 2 * SECTOR_BYTES));
  if (start.has(SECTOR_BYTES, 'EFI PART')) {
    const firstBlock = start.u64le(SECTOR_BYTES + 72);
    const count = start.u32le(SECTOR_BYTES + 80);
    const entryBytes = start.u32le(SECTOR_BYTES + 84);
    return { partitionTable: 'gpt', hasEfiPartition: await gptHasEfi(disk, firstBlock, count, entryBytes) };
  }
  if (!start.has(510, [0x55, 0xaa])) return noPartitions;
  const types = mbrTypeOffsets.map((offset) => (start.u16le(offset) ?? 0) & 0xff);
  // 55 AA also ends a boot sector without a partition table, as on a FAT floppy.
  if (types.every((type) => type === 0)) return noPartitions;
  return { partitionTable: 'mbr', hasEfiPartition: types.includes(MBR_TYPE_EFI) };
}

async function gptHasEfi(
  disk: ByteSource,
  firstBlock: number | null,
  count: number | null,
  entryBytes: number | null,
): Promise<boolean> {
  if (firstBlock === null || count === null || entryBytes === null || entryBytes < 128 || entryBytes > 1024)
    return false;
  const entries = Math.min(count, GPT_ENTRIES_MAX);
  const table = byteReader(await disk.read(firstBlock * SECTOR_BYTES, entries * entryBytes));
  for (let index = 0; index < entries; index++) if (table.has(index * entryBytes, efiSystemPartition)) return true;
  return false;
}
