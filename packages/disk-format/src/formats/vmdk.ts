import { byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, inspectionOf } from '../inspection.ts';

const SECTOR_BYTES = 512;
const DESCRIPTOR_BYTES_MAX = 20 * SECTOR_BYTES;
/** Kinds whose data is in the same file: the default of Glance's `vmdk_allowed_types`. */
const singleFileTypes = new Set(['monolithicSparse', 'streamOptimized']);

/** Reads a sparse extent of VMware: header, descriptor, grains. */
export async function readVmdkSparse(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, SECTOR_BYTES));
  const offset = (header.u64le(28) ?? 0) * SECTOR_BYTES;
  const length = Math.min((header.u64le(36) ?? 0) * SECTOR_BYTES, DESCRIPTOR_BYTES_MAX);
  const descriptor = offset === 0 ? '' : new TextDecoder('latin1').decode(await source.read(offset, length));
  const sectors = header.u64le(12);
  return vmdkInspection(descriptor, sectors === null ? null : sectors * SECTOR_BYTES);
}

/** Reads a descriptor file: a text that names the files with the data. */
export async function readVmdkDescriptor(source: ByteSource): Promise<DiskInspection> {
  const descriptor = new TextDecoder('latin1').decode(await source.read(0, DESCRIPTOR_BYTES_MAX));
  const extents = [...descriptor.matchAll(/^R(?:W|DONLY) (\d{1,15}) /gm)];
  const sectors = extents.reduce((sum, extent) => sum + Number(extent[1]), 0);
  return vmdkInspection(descriptor, sectors * SECTOR_BYTES);
}

function vmdkInspection(descriptor: string, virtualSize: number | null): DiskInspection {
  const createType = /^\s*createType\s*=\s*"?([A-Za-z0-9]+)/m.exec(descriptor)?.[1] ?? '';
  return inspectionOf('vmdk', {
    glanceFormat: 'vmdk',
    virtualSize,
    subformat: createType === '' ? null : createType,
    findings: singleFileTypes.has(createType) ? [] : [{ code: 'vmdkFlat', severity: 'error', createType }],
  });
}
