import { byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, inspectionOf } from '../inspection.ts';

const DIFFERENCING = 4;
const kinds: Readonly<Record<number, string>> = { 1: 'dynamic', 2: 'static', [DIFFERENCING]: 'differencing' };

/** Reads a disk of VirtualBox. */
export async function readVdi(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, 512));
  const kind = header.u32le(76) ?? 0;
  return inspectionOf('vdi', {
    glanceFormat: 'vdi',
    virtualSize: header.u64le(368),
    subformat: kinds[kind] ?? null,
    findings: kind === DIFFERENCING ? [{ code: 'differencing', severity: 'error' }] : [],
  });
}
