import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, inspectionOf } from '../inspection.ts';
import { readPartitions } from '../partitions.ts';

/** Reads a file without a known signature: the file is the disk. */
export async function readRaw(source: ByteSource): Promise<DiskInspection> {
  return inspectionOf('raw', { glanceFormat: 'raw', virtualSize: source.size, ...(await readPartitions(source)) });
}

/** Reads an encrypted disk, which is sent as raw; its partition table is unreadable. */
export async function readLuks(source: ByteSource): Promise<DiskInspection> {
  return inspectionOf('luks', {
    glanceFormat: 'raw',
    virtualSize: source.size,
    findings: [{ code: 'encrypted', severity: 'warning' }],
  });
}
