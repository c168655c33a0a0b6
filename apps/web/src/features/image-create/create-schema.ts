import type { CloudProfile } from '@console/cloud-profiles';
import { type FieldViolationCode, sourceUrlViolation } from '@console/image-model';
import * as z from 'zod/mini';
import { type FieldErrorCode, fieldRules, fieldSchema } from '../../resources/image-fields/field-rules.ts';
import { parseChecksum } from './checksum.ts';
import { type CreateValues, sourceFileOf } from './create-values.ts';
import { inspectionResult, type SourceFile, virtualSizeGib } from './source-file.ts';

/** Problems of the source. Each has a sentence under `problem` in the texts. */
export const sourceProblems = [
  'fileMissing',
  'fileEmpty',
  'fileTooLarge',
  'fileReading',
  'fileGone',
  'fileRefused',
  'formatMismatch',
  'checksumForm',
  'addressMissing',
  'addressForm',
  'addressScheme',
  'addressBarred',
] as const;
export type SourceProblem = (typeof sourceProblems)[number];
type CreateProblem = FieldErrorCode | SourceProblem;

export function isSourceProblem(text: string | undefined): text is SourceProblem {
  return sourceProblems.some((problem) => problem === text);
}

/** Returns the schema for these values: the rules of the image's fields and those of the source. */
export function createSchema(values: CreateValues, profile: CloudProfile) {
  const { putBytesMax } = profile.capabilities;
  const source = sourceFileOf(values);
  const isFile = values.origin === 'file';
  const urlViolation = (address: string) => (isFile ? null : sourceUrlViolation(address, profile.rules.urlSchemes));
  const hasNoViolation = (code: FieldViolationCode) => (address: string) => urlViolation(address)?.code !== code;
  return z.looseObject({
    ...fieldRules(values, { profile, leastDiskGib: virtualSizeGib(source) }),
    source: fieldSchema<SourceFile | null, CreateProblem>(
      ['fileMissing', () => source !== null || !isFile],
      ['fileEmpty', () => !isEmpty(source)],
      ['fileTooLarge', () => (source?.file.size ?? 0) <= (putBytesMax ?? Number.POSITIVE_INFINITY)],
      ['fileReading', () => source?.inspection.kind !== 'inspecting'],
      ['fileGone', () => source?.inspection.kind !== 'unreadable'],
      ['fileRefused', () => isAcceptable(source)],
    ),
    checksum: fieldSchema<string, CreateProblem>(['checksumForm', isChecksumOrEmpty]),
    address: fieldSchema<string, CreateProblem>(
      ['addressMissing', hasNoViolation('required')],
      ['addressScheme', hasNoViolation('scheme')],
      ['addressForm', (address) => urlViolation(address) === null],
    ),
    diskFormat: fieldSchema<string | null, CreateProblem>(
      // An empty file has no format. The problem at the file is enough.
      ['formatMissing', (format) => format !== null || isEmpty(source)],
      ['formatMismatch', (format) => format === null || matchesFile(format, source)],
    ),
  });
}

function isEmpty(source: SourceFile | null): boolean {
  return source?.file.size === 0;
}

function isChecksumOrEmpty(text: string): boolean {
  return text.trim() === '' || parseChecksum(text) !== null;
}

function isAcceptable(source: SourceFile | null): boolean {
  const result = inspectionResult(source);
  if (result === null) return true;
  return result.glanceFormat !== null && result.findings.every((finding) => finding.severity !== 'error');
}

/** Formats without a magic number, so that the inspection calls them `raw`. */
const formatsWithoutMagic: ReadonlySet<string> = new Set(['raw', 'ami', 'ari', 'aki', 'ploop']);

function matchesFile(format: string, source: SourceFile | null): boolean {
  const found = inspectionResult(source)?.glanceFormat ?? null;
  return found === null || found === format || (found === 'raw' && formatsWithoutMagic.has(format));
}
