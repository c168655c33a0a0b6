import { byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, type Finding, inspectionOf } from '../inspection.ts';

const BLOCK_BYTES = 2048;

/** Reads an ISO 9660 image; its primary volume descriptor is block 16. */
export async function readIso(source: ByteSource): Promise<DiskInspection> {
  const descriptor = byteReader(await source.read(16 * BLOCK_BYTES, 256));
  const blocks = descriptor.u32le(80);
  const bootSector = byteReader(await source.read(510, 2));
  const findings: Finding[] = [];
  if (bootSector.has(0, [0x55, 0xaa])) findings.push({ code: 'hybridIso', severity: 'warning' });
  if (blocks !== null && blocks * BLOCK_BYTES > source.size) findings.push({ code: 'truncated', severity: 'error' });
  return inspectionOf('iso', {
    glanceFormat: 'iso',
    virtualSize: blocks === null ? null : blocks * BLOCK_BYTES,
    volumeName: descriptor.text(40, 32) || null,
    findings,
  });
}
