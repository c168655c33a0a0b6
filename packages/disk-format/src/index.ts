export { inspect } from './inspect.ts';
export type { DiskInspection, FileFormat, Finding, PartitionTable } from './inspection.ts';
export { remedy } from './remedy.ts';
export { type ByteSource, blobSource, READ_BUDGET_BYTES } from './source.ts';
