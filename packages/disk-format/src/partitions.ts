import { byteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import type { PartitionTable } from './inspection.ts';

const SECTOR = 512;
/** C12A7328-F81F-11D2-BA4B-00A0C93EC93B as it lies on disk (UEFI 2.10, 5.3.3). */
const efiSystemPartition = [
  0x28, 0x73, 0x2a, 0xc1, 0x1f, 0xf8, 0xd2, 0x11, 0xba, 0x4b, 0x00, 0xa0, 0xc9, 0x3e, 0xc9, 0x3b,
];
const MBR_EFI = 0xef;
const MOST_ENTRIES = 128;

export interface Partitions {
  readonly partitionTable: PartitionTable | null;
  readonly hasEfiPartition: boolean;
}

export const noPartitions: Partitions = { partitionTable: null, hasEfiPartition: false };

/** Partition table of a disk, read from its first sectors (at most 17 KiB). */
export async function readPartitions(disk: ByteSource): Promise<Partitions> {
  const start = byteReader(await disk.read(0, 2 * SECTOR));
  if (start.has(SECTOR, 'EFI PART')) {
    return {
      partitionTable: 'gpt',
      hasEfiPartition: await gptHasEfi(
        disk,
        start.u64le(SECTOR + 72),
        start.u32le(SECTOR + 80),
        start.u32le(SECTOR + 84),
      ),
    };
  }
  if (!start.has(510, [0x55, 0xaa])) return noPartitions;
  const types = [450, 466, 482, 498].map((at) => (start.u16le(at) ?? 0) & 0xff);
  // A boot sector alone (a FAT floppy, a hybrid ISO's padding) also ends in 55 AA: a table has a partition.
  if (types.every((type) => type === 0)) return noPartitions;
  return { partitionTable: 'mbr', hasEfiPartition: types.includes(MBR_EFI) };
}

async function gptHasEfi(
  disk: ByteSource,
  firstBlock: number | null,
  count: number | null,
  entrySize: number | null,
): Promise<boolean> {
  if (firstBlock === null || count === null || entrySize === null || entrySize < 128 || entrySize > 1024) return false;
  const entries = Math.min(count, MOST_ENTRIES);
  const table = byteReader(await disk.read(firstBlock * SECTOR, entries * entrySize));
  for (let i = 0; i < entries; i++) if (table.has(i * entrySize, efiSystemPartition)) return true;
  return false;
}
