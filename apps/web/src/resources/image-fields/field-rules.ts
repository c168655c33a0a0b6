import type { CloudProfile } from '@console/cloud-profiles';
import { encodeDraft } from '@console/image-codec';
import {
  descriptionFault,
  type FieldFault,
  type FieldFaultCode,
  lengthOf,
  memoryStepGib,
  minDiskFault,
  minMemoryFault,
  nameFault,
  tagsFault,
  tagsMax,
} from '@console/image-model';
import { type FieldErrors, type FieldValues, type Resolver, set } from 'react-hook-form';
import * as z from 'zod/mini';
import { fieldsDraft } from './fields-draft.ts';
import { type ImageFields, needsBootMode, type PropertyRow } from './image-fields.ts';

export type Rule<T, P extends string> = readonly [problem: P, isFine: (value: T) => boolean];

/** A field's rules in order; the first one broken is the one that is told. */
export function fieldSchema<T, P extends string = FieldErrorCode>(...rules: readonly Rule<T, P>[]) {
  return z.custom<T>().check(
    z.superRefine<T>((value, context) => {
      const broken = rules.find(([, isFine]) => !isFine(value));
      if (broken !== undefined) context.addIssue({ code: 'custom', message: broken[0] });
    }),
  );
}

/** Rules of `image-model` as rules of a field: one for each fault, with the error code of its sentence. */
function faultRules<T>(
  findFault: (value: T) => FieldFault | null,
  errorCodes: Partial<Record<FieldFaultCode, FieldErrorCode>>,
): readonly Rule<T, FieldErrorCode>[] {
  return Object.entries(errorCodes).map(([code, errorCode]) => [errorCode, (value) => findFault(value)?.code !== code]);
}

/** What the rules need to know besides the values. */
export interface RuleFacts {
  readonly profile: CloudProfile;
  /** Least GiB for the minimum disk; 0 where nothing is known. */
  readonly leastDiskGib: number;
  /** What the image has already and may keep, though it would not be accepted anew. */
  readonly kept?: { readonly memoryMib: number; readonly keys: ReadonlySet<string> };
}

/**
 * The rules of the fields about the image as they stand. Built for the values at hand, since what one field may hold
 * depends on the others and on the cloud.
 */
export function fieldRules(values: ImageFields, facts: RuleFacts) {
  const { name, description, tag } = facts.profile.rules;
  const bootModeNeeded = needsBootMode(values, facts.profile);
  return {
    name: fieldSchema<string>(
      ...faultRules((text: string) => nameFault(text, name), {
        required: 'nameMissing',
        tooLong: 'nameTooLong',
        fourByte: 'nameBeyondBmp',
        pattern: 'namePattern',
      }),
    ),
    description: fieldSchema<string>(
      ...faultRules((text: string) => descriptionFault(text, description), {
        tooLong: 'descriptionTooLong',
        pattern: 'descriptionPattern',
      }),
    ),
    bootMode: fieldSchema<string | null>(['bootModeMissing', (mode) => mode !== null || !bootModeNeeded]),
    minDiskGib: fieldSchema<number | null>(
      ...faultRules((gib: number | null) => minDiskFault(gib ?? 0, facts.leastDiskGib), {
        tooSmall: 'notNegative',
        notNumber: 'notNegative',
        notWhole: 'notWhole',
        tooLarge: 'tooLarge',
        underVirtualSize: 'minDiskUnderVirtual',
      }),
    ),
    minMemoryGib: fieldSchema<number | null>(
      ...faultRules((gib: number | null) => minMemoryFault(gib ?? 0, facts.kept?.memoryMib), {
        tooSmall: 'notNegative',
        notNumber: 'notNegative',
        tooLarge: 'tooLarge',
        step: 'memoryStep',
      }),
    ),
    tags: fieldSchema<readonly string[]>(
      ...faultRules((tags: readonly string[]) => tagsFault(tags, tag), {
        tooMany: 'tagsTooMany',
        tooLong: 'tagTooLong',
        pattern: 'tagPattern',
      }),
    ),
    properties: z.array(z.looseObject({ key: keyField(values, facts) })),
  };
}

/** Set by the image service alone, or by a form field of its own. */
const reserved =
  /^(id|status|size|virtual_size|checksum|os_hash_(algo|value)|created_at|updated_at|owner|file|self|schema|direct_url|locations|stores|os_hidden|os_glance_.*)$/;

export function isReservedKey(key: string): boolean {
  return reserved.test(key.trim());
}

function keyField(values: ImageFields, { profile, kept }: RuleFacts) {
  const spelled = encodeDraft({ ...fieldsDraft(values, profile), properties: undefined }, profile);
  // The clouds' databases tell no two keys apart by case.
  const fold = (key: string) => key.trim().toLowerCase();
  const taken = new Set(
    Object.keys(spelled)
      .filter((key) => kept?.keys.has(key) !== true)
      .map(fold),
  );
  const keys = values.properties.map((row: PropertyRow) => fold(row.key));
  return fieldSchema<string>(
    ['keyMissing', (key) => key.trim() !== ''],
    ['keyTooLong', (key) => lengthOf(key.trim()) <= KEY_MAX],
    ['keyReserved', (key) => !isReservedKey(key)],
    ['keyTaken', (key) => !taken.has(fold(key))],
    ['keyTwice', (key) => keys.filter((other) => other === fold(key)).length === 1],
  );
}

/** What can be wrong with a field about the image; each is a sentence under `form.problem` in the texts. */
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
  return fieldErrorCodes.some((problem) => problem === text);
}

export const KEY_MAX = 255;

/** The figures that the sentences name; the same for every problem, so that none is forgotten. */
export function fieldErrorParams(values: ImageFields, profile: CloudProfile, virtualGib: number) {
  return {
    nameMax: profile.rules.name.max,
    nameLength: lengthOf(values.name.trim()),
    descriptionMax: profile.rules.description.max,
    tagMax: profile.rules.tag.max,
    tagsMax,
    keyMax: KEY_MAX,
    memoryStep: memoryStepGib,
    virtualGib,
  };
}

interface Judged {
  readonly error?:
    | { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }
    | undefined;
}

/**
 * A form's judge, from a schema made for the values at hand.
 * @param counts tells whether what is wrong at a field (`a.0.b`) is to be told; all is by default
 */
export function createResolver<V extends FieldValues>(
  judge: (values: V) => Judged,
  counts: (path: string, values: V) => boolean = () => true,
): Resolver<V> {
  return (values) => {
    const issues = judge(values).error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? [];
    const told = issues.filter(({ path }) => counts(path, values));
    if (told.length === 0) return { values, errors: {} };
    const errors: FieldErrors<V> = {};
    for (const { path, message } of told) set(errors, path, { type: 'problem', message });
    return { values: {}, errors };
  };
}
