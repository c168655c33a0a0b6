import type { FieldErrorCode } from '../../resources/image-fields/field-rules.ts';

/** What can be wrong with the source: the schema's messages, each a sentence under `problem` in the texts. */
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
export type CreateProblem = FieldErrorCode | SourceProblem;

export function isSourceProblem(text: string | undefined): text is SourceProblem {
  return sourceProblems.some((problem) => problem === text);
}
