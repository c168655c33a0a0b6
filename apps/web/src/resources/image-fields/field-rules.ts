import type { CloudProfile } from '@console/cloud-profiles';
import { encodeDraft } from '@console/image-codec';
import {
  descriptionViolation,
  type FieldViolation,
  type FieldViolationCode,
  lengthOf,
  memoryStepGib,
  minDiskViolation,
  minMemoryViolation,
  nameViolation,
  propertyKeyMax,
  propertyKeyViolation,
  tagsMax,
  tagsViolation,
} from '@console/image-model';
import { type FieldErrors, type FieldValues, type Resolver, set } from 'react-hook-form';
import * as z from 'zod/mini';
import { fieldsDraft } from './fields-draft.ts';
import { type ImageFields, needsBootMode } from './image-fields.ts';

/** Errors of the image's fields; `form.problem` in the texts has a sentence for each. */
export const fieldErrorCodes = [
  'nameMissing',
  'nameTooLong',
  'nameBeyondBmp',
  'namePattern',
  'formatMissing',
  'bootModeMissing',
  'notWhole',
  'notNegative',
  'tooLarge',
  'memoryStep',
  'minDiskUnderVirtual',
  'descriptionTooLong',
  'descriptionPattern',
  'tagTooLong',
  'tagPattern',
  'tagsTooMany',
  'keyMissing',
  'keyTooLong',
  'keyReserved',
  'keyTaken',
  'keyTwice',
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

export function isFieldErrorCode(text: string | undefined): text is FieldErrorCode {
  return fieldErrorCodes.some((code) => code === text);
}

/** Returns the numbers for the sentence of any field error. */
export function fieldErrorParams(values: ImageFields, profile: CloudProfile, virtualGib: number) {
  return {
    nameMax: profile.rules.name.max,
    nameLength: lengthOf(values.name.trim()),
    descriptionMax: profile.rules.description.max,
    tagMax: profile.rules.tag.max,
    tagsMax,
    keyMax: propertyKeyMax,
    memoryStep: memoryStepGib,
    virtualGib,
  };
}

/** What the rules depend on besides the values. */
export interface RuleContext {
  readonly profile: CloudProfile;
  /** The image's virtual size in whole GiB; 0 when unknown. */
  readonly leastDiskGib: number;
  /** Values of the image that stay valid although the rules would refuse them in a new image. */
  readonly current?: { readonly memoryMib: number; readonly keys: ReadonlySet<string> } | undefined;
}

/**
 * Creates the rules of the image's fields. They are created for the present values, because what is valid in one field
 * depends on the others and on the cloud. The rules themselves are in `@console/image-model`.
 */
export function fieldRules(values: ImageFields, { profile, leastDiskGib, current }: RuleContext) {
  const { rules } = profile;
  const bootModeNeeded = needsBootMode(values, profile);
  return {
    name: violationSchema<string>((name) => nameViolation(name, rules.name), {
      required: 'nameMissing',
      tooLong: 'nameTooLong',
      fourByte: 'nameBeyondBmp',
      pattern: 'namePattern',
    }),
    description: violationSchema<string>((description) => descriptionViolation(description, rules.description), {
      tooLong: 'descriptionTooLong',
      pattern: 'descriptionPattern',
    }),
    bootMode: fieldSchema<string | null>(['bootModeMissing', (mode) => mode !== null || !bootModeNeeded]),
    minDiskGib: violationSchema<number | null>((gib) => minDiskViolation(gib ?? 0, leastDiskGib), {
      notNumber: 'notNegative',
      tooSmall: 'notNegative',
      notWhole: 'notWhole',
      tooLarge: 'tooLarge',
      underVirtualSize: 'minDiskUnderVirtual',
    }),
    minMemoryGib: violationSchema<number | null>((gib) => minMemoryViolation(gib ?? 0, current?.memoryMib), {
      notNumber: 'notNegative',
      tooSmall: 'notNegative',
      tooLarge: 'tooLarge',
      step: 'memoryStep',
    }),
    tags: violationSchema<readonly string[]>((tags) => tagsViolation(tags, rules.tag), {
      tooMany: 'tagsTooMany',
      tooLong: 'tagTooLong',
      pattern: 'tagPattern',
    }),
    properties: z.array(z.looseObject({ key: propertyKeySchema(values, profile, current?.keys) })),
  };
}

/** Keys that the fields write are taken, unless the image has them as further properties already. */
function propertyKeySchema(values: ImageFields, profile: CloudProfile, currentKeys?: ReadonlySet<string>) {
  const written = Object.keys(encodeDraft({ ...fieldsDraft(values, profile), properties: undefined }, profile));
  const fieldKeys = written.filter((key) => currentKeys?.has(key) !== true);
  const rowKeys = values.properties.map(({ key }) => key);
  return violationSchema<string>((key) => propertyKeyViolation(key, without(rowKeys, key), fieldKeys), {
    required: 'keyMissing',
    tooLong: 'keyTooLong',
    reserved: 'keyReserved',
    taken: 'keyTaken',
    duplicate: 'keyTwice',
  });
}

/** Returns the texts without one occurrence of a text. */
function without(texts: readonly string[], text: string): readonly string[] {
  return texts.toSpliced(texts.indexOf(text), 1);
}

/** Creates the schema of a field from a rule of the model and the form's error codes of its violations. */
function violationSchema<T>(
  violationOf: (value: T) => FieldViolation | null,
  errorCodes: Readonly<Partial<Record<FieldViolationCode, FieldErrorCode>>>,
) {
  return z.custom<T>().check(
    z.superRefine<T>((value, context) => {
      const violation = violationOf(value);
      if (violation !== null)
        context.addIssue({ code: 'custom', message: errorCodes[violation.code] ?? violation.code });
    }),
  );
}

export type Rule<T, C extends string> = readonly [error: C, isValid: (value: T) => boolean];

/** Creates the schema of a field from rules; the first one that the value breaks is the error. */
export function fieldSchema<T, C extends string = FieldErrorCode>(...rules: readonly Rule<T, C>[]) {
  return z.custom<T>().check(
    z.superRefine<T>((value, context) => {
      const broken = rules.find(([, isValid]) => !isValid(value));
      if (broken !== undefined) context.addIssue({ code: 'custom', message: broken[0] });
    }),
  );
}

interface ParseResult {
  readonly error?:
    | { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }
    | undefined;
}

/**
 * Creates a form's resolver from a schema that depends on the values.
 * @param isReported whether an error at a path (`a.0.b`) is reported; every error is by default
 */
export function createResolver<V extends FieldValues>(
  parse: (values: V) => ParseResult,
  isReported: (path: string, values: V) => boolean = () => true,
): Resolver<V> {
  return (values) => {
    const issues = parse(values).error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? [];
    const reported = issues.filter(({ path }) => isReported(path, values));
    if (reported.length === 0) return { values, errors: {} };
    const errors: FieldErrors<V> = {};
    for (const { path, message } of reported) set(errors, path, { type: 'problem', message });
    return { values: {}, errors };
  };
}
