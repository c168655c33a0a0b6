import { byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, type Finding, inspectionOf } from '../inspection.ts';
import { readPartitions } from '../partitions.ts';

const VDI_DIFFERENCING = 4;
const vdiKinds: Readonly<Record<number, string>> = { 1: 'dynamic', 2: 'static', 4: 'differencing' };

/** VirtualBox. */
export async function readVdi(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, 512));
  const kind = header.u32le(76) ?? 0;
  const findings: Finding[] = kind === VDI_DIFFERENCING ? [{ code: 'differencing', severity: 'error' }] : [];
  return inspectionOf('vdi', {
    glanceFormat: 'vdi',
    virtualSize: header.u64le(368),
    subformat: vdiKinds[kind] ?? null,
    findings,
  });
}

/** QEMU enhanced disk: no Glance takes it. */
export async function readQed(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, 64));
  return inspectionOf('qed', { virtualSize: header.u64le(48), findings: [{ code: 'unsupported', severity: 'error' }] });
}

/** An encrypted disk is sent as raw; what is inside nobody can tell. */
export async function readLuks(source: ByteSource): Promise<DiskInspection> {
  return inspectionOf('luks', {
    glanceFormat: 'raw',
    virtualSize: source.size,
    findings: [{ code: 'encrypted', severity: 'warning' }],
  });
}

const ISO_BLOCK = 2048;

/** ISO 9660; the primary volume descriptor is block 16. */
export async function readIso(source: ByteSource): Promise<DiskInspection> {
  const descriptor = byteReader(await source.read(16 * ISO_BLOCK, 256));
  const blocks = descriptor.u32le(80);
  const bootSector = byteReader(await source.read(510, 2));
  const findings: Finding[] = [];
  if (bootSector.has(0, [0x55, 0xaa])) findings.push({ code: 'hybridIso', severity: 'warning' });
  if (blocks !== null && blocks * ISO_BLOCK > source.size) findings.push({ code: 'truncated', severity: 'error' });
  return inspectionOf('iso', {
    glanceFormat: 'iso',
    virtualSize: blocks === null ? null : blocks * ISO_BLOCK,
    volumeName: descriptor.text(40, 32) || null,
    findings,
  });
}

/** No mark of its own: the file is the disk. */
export async function readRaw(source: ByteSource): Promise<DiskInspection> {
  return inspectionOf('raw', { glanceFormat: 'raw', virtualSize: source.size, ...(await readPartitions(source)) });
}
