import { KiB } from '@console/units';
import { type ByteReader, byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, type Finding, inspectionOf } from '../inspection.ts';

const FOOTER_BYTES = 512;

const vhdKinds: Readonly<Record<number, { subformat: string; findings: readonly Finding[] }>> = {
  2: { subformat: 'fixed', findings: [{ code: 'vhdFixed', severity: 'warning' }] },
  3: { subformat: 'dynamic', findings: [] },
  4: { subformat: 'differencing', findings: [{ code: 'differencing', severity: 'error' }] },
};

/** Whether the last 512 bytes are a VHD footer. */
export async function hasVhdFooter(source: ByteSource): Promise<boolean> {
  return byteReader(await source.read(source.size - FOOTER_BYTES, 8)).has(0, 'conectix');
}

/** Reads a disk of Virtual PC from its footer, or from the copy that a dynamic disk has at the start. */
export async function readVhd(source: ByteSource): Promise<DiskInspection> {
  const end = byteReader(await source.read(source.size - FOOTER_BYTES, FOOTER_BYTES));
  const isWhole = end.has(0, 'conectix');
  const footer = isWhole ? end : byteReader(await source.read(0, FOOTER_BYTES));
  const kind = vhdKinds[footer.u32be(60) ?? 0] ?? { subformat: null, findings: [] };
  const truncated: Finding[] = isWhole ? [] : [{ code: 'truncated', severity: 'error' }];
  return inspectionOf('vhd', {
    glanceFormat: 'vhd',
    virtualSize: footer.u64be(48),
    subformat: kind.subformat,
    findings: [...truncated, ...kind.findings],
  });
}

/** GUIDs in their byte order on disk ([MS-VHDX] 2.2.3.2 and 2.6.2). */
const metadataRegion = [0x06, 0xa2, 0x7c, 0x8b, 0x90, 0x47, 0x9a, 0x4b, 0xb8, 0xfe, 0x57, 0x5f, 0x05, 0x0f, 0x88, 0x6e];
const virtualDiskSize = [
  0x24, 0x42, 0xa5, 0x2f, 0x1b, 0xcd, 0x76, 0x48, 0xb2, 0x11, 0x5d, 0xbe, 0xd8, 0x3b, 0xf4, 0xb8,
];
const fileParameters = [0x37, 0x67, 0xa1, 0xca, 0x36, 0xfa, 0x43, 0x4d, 0xb3, 0xb6, 0x33, 0xf0, 0xaa, 0x44, 0xe7, 0x6b];
const HAS_PARENT = 0b10;
const ENTRY_BYTES = 32;
const ENTRIES_MAX = 64;

/** Reads a disk of Hyper-V: region table, metadata table, metadata items. */
export async function readVhdx(source: ByteSource): Promise<DiskInspection> {
  const truncated = inspectionOf('vhdx', {
    glanceFormat: 'vhdx',
    findings: [{ code: 'truncated', severity: 'error' }],
  });
  const regions = byteReader(await source.read(192 * KiB, 16 + ENTRIES_MAX * ENTRY_BYTES));
  const metadataEntry = entryOffset(regions, 16, regions.u32le(8), metadataRegion);
  const metadataOffset = metadataEntry === null ? null : regions.u64le(metadataEntry + 16);
  if (!regions.has(0, 'regi') || metadataOffset === null) return truncated;

  const metadata = byteReader(await source.read(metadataOffset, 32 + ENTRIES_MAX * ENTRY_BYTES));
  const readItem = async (guid: readonly number[]): Promise<ByteReader | null> => {
    const entry = entryOffset(metadata, 32, metadata.u16le(10), guid);
    const itemOffset = entry === null ? null : metadata.u32le(entry + 16);
    return itemOffset === null ? null : byteReader(await source.read(metadataOffset + itemOffset, 8));
  };
  const virtualSize = (await readItem(virtualDiskSize))?.u64le(0) ?? null;
  const flags = (await readItem(fileParameters))?.u32le(4) ?? 0;
  if (!metadata.has(0, 'metadata') || virtualSize === null) return truncated;
  return inspectionOf('vhdx', {
    glanceFormat: 'vhdx',
    virtualSize,
    findings: (flags & HAS_PARENT) === 0 ? [] : [{ code: 'differencing', severity: 'error' }],
  });
}

/** Offset of the entry with this GUID in a table of 32-byte entries; `null` when there is none. */
function entryOffset(
  table: ByteReader,
  firstOffset: number,
  count: number | null,
  guid: readonly number[],
): number | null {
  for (let index = 0; index < Math.min(count ?? 0, ENTRIES_MAX); index++) {
    const offset = firstOffset + index * ENTRY_BYTES;
    if (table.has(offset, guid)) return offset;
  }
  return null;
}
