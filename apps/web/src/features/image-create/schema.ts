import type { CloudProfile } from '@console/cloud-profiles';
import { type FieldFaultCode, sourceUrlFault } from '@console/image-model';
import * as z from 'zod/mini';
import { fieldRules, fieldSchema } from '../../resources/image-fields/field-rules.ts';
import { readChecksum } from '../../resources/upload/index.ts';
import type { CreateProblem } from './problems.ts';
import { inspectionOf, type Source, virtualGib } from './source.ts';
import { type CreateValues, fileSource } from './values.ts';

/** The rules of the form as it stands: those about the image, and those about the file it is made from. */
export function schemaFor(values: CreateValues, profile: CloudProfile) {
  const { putBytesMax } = profile.capabilities;
  const chosen = fileSource(values);
  const isFile = values.origin === 'file';
  const faultOf = (address: string) => (isFile ? null : sourceUrlFault(address, profile.rules.urlSchemes));
  const isNot = (code: FieldFaultCode) => (address: string) => faultOf(address)?.code !== code;
  return z.looseObject({
    ...fieldRules(values, { profile, leastDiskGib: virtualGib(chosen) }),
    source: fieldSchema<Source | null, CreateProblem>(
      ['fileMissing', () => chosen !== null || !isFile],
      ['fileEmpty', () => !isEmpty(chosen)],
      ['fileTooLarge', () => (chosen?.file.size ?? 0) <= (putBytesMax ?? Number.POSITIVE_INFINITY)],
      ['fileReading', () => chosen?.reading.kind !== 'reading'],
      ['fileGone', () => chosen?.reading.kind !== 'unreadable'],
      ['fileRefused', () => isAcceptable(chosen)],
    ),
    checksum: fieldSchema<string, CreateProblem>(['checksumForm', isChecksum]),
    address: fieldSchema<string, CreateProblem>(
      ['addressMissing', isNot('required')],
      ['addressScheme', isNot('scheme')],
      ['addressForm', (address) => faultOf(address) === null],
    ),
    diskFormat: fieldSchema<string | null, CreateProblem>(
      // An empty file has no format to choose: that it is empty is said once, at the file.
      ['formatMissing', (format) => format !== null || isEmpty(chosen)],
      ['formatMismatch', (format) => format === null || isFormatOf(format, chosen)],
    ),
  });
}

function isEmpty(source: Source | null): boolean {
  return source?.file.size === 0;
}

function isChecksum(text: string): boolean {
  return text.trim() === '' || readChecksum(text) !== null;
}

function isAcceptable(source: Source | null): boolean {
  const inspection = inspectionOf(source);
  if (inspection === null) return true;
  return inspection.glanceFormat !== null && inspection.findings.every((finding) => finding.severity !== 'error');
}

/** Formats whose bytes carry no sign of their own, so that they are found to be `raw`. */
const unsigned: ReadonlySet<string> = new Set(['raw', 'ami', 'ari', 'aki', 'ploop']);

function isFormatOf(declared: string, source: Source | null): boolean {
  const found = inspectionOf(source)?.glanceFormat ?? null;
  return found === null || found === declared || (found === 'raw' && unsigned.has(declared));
}
