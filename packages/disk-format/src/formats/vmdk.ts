import { byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, type Finding, inspectionOf } from '../inspection.ts';

const SECTOR = 512;
const MOST_DESCRIPTOR_BYTES = 20 * SECTOR;
/** The kinds that hold their data in the one file (Glance's `vmdk_allowed_types` by default). */
const wholeInOneFile = new Set(['monolithicSparse', 'streamOptimized']);

/** VMware sparse extent: header, descriptor, grains. */
export async function readVmdkSparse(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, SECTOR));
  const at = (header.u64le(28) ?? 0) * SECTOR;
  const length = Math.min((header.u64le(36) ?? 0) * SECTOR, MOST_DESCRIPTOR_BYTES);
  const descriptor = at === 0 ? '' : new TextDecoder('latin1').decode(await source.read(at, length));
  const capacity = header.u64le(12);
  return vmdk(createTypeOf(descriptor), capacity === null ? null : capacity * SECTOR);
}

/** A text file that names others: the data lies elsewhere. */
export async function readVmdkDescriptor(source: ByteSource): Promise<DiskInspection> {
  const descriptor = new TextDecoder('latin1').decode(await source.read(0, MOST_DESCRIPTOR_BYTES));
  const sectors = [...descriptor.matchAll(/^R(?:W|DONLY) (\d{1,15}) /gm)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
  return vmdk(createTypeOf(descriptor), sectors * SECTOR);
}

function createTypeOf(descriptor: string): string {
  return /^\s*createType\s*=\s*"?([A-Za-z0-9]+)/m.exec(descriptor)?.[1] ?? '';
}

function vmdk(createType: string, virtualSize: number | null): DiskInspection {
  const findings: Finding[] = wholeInOneFile.has(createType)
    ? []
    : [{ code: 'vmdkFlat', severity: 'error', createType }];
  return inspectionOf('vmdk', {
    glanceFormat: 'vmdk',
    virtualSize,
    subformat: createType === '' ? null : createType,
    findings,
  });
}
