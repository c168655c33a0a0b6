export { blobSource, READ_BUDGET_BYTES } from './byte-source.ts';
export { inspect } from './inspect.ts';
export type { DiskInspection, Finding } from './inspection.ts';
export { remedyCommand } from './remedy.ts';
