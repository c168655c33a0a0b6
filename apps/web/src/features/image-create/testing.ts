import type { DiskInspection } from '@console/disk-format';
import type { Source } from './source.ts';
import { type CreateValues, defaultValues } from './values.ts';

export const GIB = 1024 ** 3;

/** A chosen and read file for tests; say only what matters to the story. */
export function sourceOf(changes: Partial<DiskInspection> = {}, name = 'debian-12.qcow2'): Source {
  const inspection: DiskInspection = {
    format: 'qcow2',
    glanceFormat: 'qcow2',
    virtualSize: 2 * GIB,
    partitionTable: null,
    hasEfiPartition: false,
    subformat: null,
    volumeName: null,
    findings: [],
    ...changes,
  };
  return { file: new File(['data'], name), handle: null, reading: { kind: 'read', inspection } };
}

/** Values the schema has nothing against. */
export function valuesOf(changes: Partial<CreateValues> = {}): CreateValues {
  return { ...defaultValues, name: 'debian-12', source: sourceOf(), diskFormat: 'qcow2', minDiskGib: 2, ...changes };
}
