import { byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, type Finding, inspectionOf } from '../inspection.ts';

const KiB = 1024;
const FOOTER_BYTES = 512;

const vhdKinds: Readonly<Record<number, { subformat: string; findings: readonly Finding[] }>> = {
  2: { subformat: 'fixed', findings: [{ code: 'vhdFixed', severity: 'warning' }] },
  3: { subformat: 'dynamic', findings: [] },
  4: { subformat: 'differencing', findings: [{ code: 'differencing', severity: 'error' }] },
};

/** True when the last 512 bytes are a VHD footer. */
export async function hasVhdFooter(source: ByteSource): Promise<boolean> {
  return byteReader(await source.read(source.size - FOOTER_BYTES, 8)).has(0, 'conectix');
}

/** Virtual PC disk; the footer is the truth, a dynamic disk has a copy of it at the start. */
export async function readVhd(source: ByteSource): Promise<DiskInspection> {
  const last = byteReader(await source.read(source.size - FOOTER_BYTES, FOOTER_BYTES));
  const whole = last.has(0, 'conectix');
  const footer = whole ? last : byteReader(await source.read(0, FOOTER_BYTES));
  const kind = vhdKinds[footer.u32be(60) ?? 0] ?? { subformat: null, findings: [] };
  const cut: Finding[] = whole ? [] : [{ code: 'truncated', severity: 'error' }];
  return inspectionOf('vhd', {
    glanceFormat: 'vhd',
    virtualSize: footer.u64be(48),
    ...kind,
    findings: [...cut, ...kind.findings],
  });
}

/** GUIDs as they lie on disk ([MS-VHDX] 2.2.3.2 and 2.6.2). */
const metadataRegion = [0x06, 0xa2, 0x7c, 0x8b, 0x90, 0x47, 0x9a, 0x4b, 0xb8, 0xfe, 0x57, 0x5f, 0x05, 0x0f, 0x88, 0x6e];
const virtualDiskSize = [
  0x24, 0x42, 0xa5, 0x2f, 0x1b, 0xcd, 0x76, 0x48, 0xb2, 0x11, 0x5d, 0xbe, 0xd8, 0x3b, 0xf4, 0xb8,
];
const fileParameters = [0x37, 0x67, 0xa1, 0xca, 0x36, 0xfa, 0x43, 0x4d, 0xb3, 0xb6, 0x33, 0xf0, 0xaa, 0x44, 0xe7, 0x6b];
const HAS_PARENT = 0b10;
const MOST_ENTRIES = 64;

export async function readVhdx(source: ByteSource): Promise<DiskInspection> {
  const regions = byteReader(await source.read(192 * KiB, 16 + MOST_ENTRIES * 32));
  const metadataAt = placeIn(regions, 16, regions.u32le(8), metadataRegion, (at) => regions.u64le(at + 16));
  const unknown = inspectionOf('vhdx', { glanceFormat: 'vhdx', findings: [{ code: 'truncated', severity: 'error' }] });
  if (!regions.has(0, 'regi') || metadataAt === null) return unknown;
  const table = byteReader(await source.read(metadataAt, 32 + MOST_ENTRIES * 32));
  const item = async (guid: readonly number[]) => {
    const offset = placeIn(table, 32, table.u16le(10), guid, (at) => table.u32le(at + 16));
    return offset === null ? null : byteReader(await source.read(metadataAt + offset, 8));
  };
  const virtualSize = (await item(virtualDiskSize))?.u64le(0) ?? null;
  const flags = (await item(fileParameters))?.u32le(4) ?? 0;
  if (!table.has(0, 'metadata') || virtualSize === null) return unknown;
  const findings: Finding[] = (flags & HAS_PARENT) === 0 ? [] : [{ code: 'differencing', severity: 'error' }];
  return inspectionOf('vhdx', { glanceFormat: 'vhdx', virtualSize, findings });
}

/** Looks a GUID up in a table of 32-byte entries. */
function placeIn(
  table: ReturnType<typeof byteReader>,
  first: number,
  count: number | null,
  guid: readonly number[],
  place: (at: number) => number | null,
): number | null {
  for (let i = 0; i < Math.min(count ?? 0, MOST_ENTRIES); i++) {
    if (table.has(first + i * 32, guid)) return place(first + i * 32);
  }
  return null;
}
