import type { DiskInspection } from '@console/disk-format';
import { GiB } from '@console/units';
import { type CreateValues, defaultValues } from './create-values.ts';
import type { SourceFile } from './source-file.ts';

/** Returns an inspected qcow2 file of 2 GiB with these changes to the inspection. */
export function sourceFixture(changes: Partial<DiskInspection> = {}, name = 'debian-12.qcow2'): SourceFile {
  const result: DiskInspection = {
    format: 'qcow2',
    glanceFormat: 'qcow2',
    virtualSize: 2 * GiB,
    partitionTable: null,
    hasEfiPartition: false,
    subformat: null,
    volumeName: null,
    findings: [],
    ...changes,
  };
  return { file: new File(['data'], name), handle: null, inspection: { kind: 'inspected', result } };
}

/** Returns valid values of the create form with these changes. */
export function valuesFixture(changes: Partial<CreateValues> = {}): CreateValues {
  return {
    ...defaultValues,
    name: 'debian-12',
    source: sourceFixture(),
    diskFormat: 'qcow2',
    minDiskGib: 2,
    ...changes,
  };
}
