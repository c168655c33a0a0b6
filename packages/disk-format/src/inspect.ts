import { KiB } from '@console/units';
import { type ByteReader, byteReader } from './byte-reader.ts';
import { type ByteSource, budgetedSource } from './byte-source.ts';
import { readIso } from './formats/iso.ts';
import { readQcow2, readQed } from './formats/qcow2.ts';
import { readLuks, readRaw } from './formats/raw.ts';
import { readVdi } from './formats/vdi.ts';
import { hasVhdFooter, readVhd, readVhdx } from './formats/vhd.ts';
import { readVmdkDescriptor, readVmdkSparse } from './formats/vmdk.ts';
import { type Archive, type DiskInspection, inspectionOf } from './inspection.ts';

/** Holds every signature at the start of a file; the last one is ISO 9660's at 32,769. */
const HEAD_BYTES = 33 * KiB;

const archives: readonly (readonly [format: Archive, offset: number, signature: string | readonly number[]])[] = [
  ['gzip', 0, [0x1f, 0x8b]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', 0, 'BZh'],
  ['zip', 0, 'PK\u0003\u0004'],
  ['tar', 257, 'ustar'],
];

/** Readers by signature; the first whose signature matches reads the file. */
const disks: readonly (readonly [
  matches: (head: ByteReader) => boolean,
  read: (source: ByteSource) => Promise<DiskInspection>,
])[] = [
  [(head) => head.has(0, [0x51, 0x46, 0x49, 0xfb]), readQcow2],
  [(head) => head.has(0, 'KDMV'), readVmdkSparse],
  [(head) => head.has(0, '# Disk DescriptorFile'), readVmdkDescriptor],
  [(head) => head.has(0, 'conectix'), readVhd],
  [(head) => head.has(0, 'vhdxfile'), readVhdx],
  [(head) => head.u32le(64) === 0xbeda107f, readVdi],
  [(head) => head.has(0, 'QED\0'), readQed],
  [(head) => head.has(0, [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]), readLuks],
  [(head) => head.has(32_769, 'CD001'), readIso],
];

/**
 * Determines a file's disk format from its bytes, never from its name. Reads at most `READ_BUDGET_BYTES` and never
 * throws because of the content.
 *
 * @throws what `source.read` rejects with when the file cannot be read
 */
export async function inspect(file: ByteSource): Promise<DiskInspection> {
  if (file.size === 0) return inspectionOf('empty', { findings: [{ code: 'empty', severity: 'error' }] });
  const source = budgetedSource(file);
  const head = byteReader(await source.read(0, HEAD_BYTES));
  const disk = disks.find(([matches]) => matches(head));
  if (disk !== undefined) return disk[1](source);
  const archive = archives.find(([, offset, signature]) => head.has(offset, signature))?.[0];
  if (archive !== undefined)
    return inspectionOf(archive, { findings: [{ code: 'archive', severity: 'error', archive }] });
  return (await hasVhdFooter(source)) ? readVhd(source) : readRaw(source);
}
