import {
  architectures,
  bootModes,
  hardwareConcepts,
  hypervisors,
  osCategories,
  type TextRule,
} from '@console/image-model';
import type {
  CloudProfile,
  ConceptSpelling,
  Concepts,
  ProfileFields,
  ProfileFormats,
  ProfileRules,
} from './profile.ts';

/*
 * An operator's file (CLOUD_PROFILE_FILE) replaces single entries of a profile:
 * {
 *   "concepts": { "liveResize": { "read": ["x"], "write": "x", "values": { "true": "on" }, "alsoRead": { "1": "true" },
 *                                 "absent": "false" },
 *                 "virtio": null },                        // null = the cloud has no such concept
 *   "fields":   { "description": "my_text", "failure": ["my_reason"] },
 *   "rules":    { "name": { "max": 128, "pattern": "^[a-z]+$" }, "urlSchemes": ["http", "https"] },
 *   "formats":  { "staged": ["vmdk"] }                       // formats that are uploaded by stage and import
 * }
 * `read` without `write` also moves `write` to the first name. `values` replaces single rows.
 */

/** A profile file that cannot be used; `faults` has one sentence for each mistake. */
export class ProfileError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`cloud profile: ${faults.join('; ')}`);
    this.name = 'ProfileError';
    this.faults = faults;
  }
}

/** Sentences about the mistakes of a file, collected while it is read. */
type Faults = string[];

/**
 * Returns the profile with an operator's changes.
 * @throws ProfileError with every mistake of the file
 */
export function applyOverrides(profile: CloudProfile, overrides: unknown): CloudProfile {
  const faults: Faults = [];
  const file = readSection(overrides, 'the file', ['concepts', 'fields', 'rules', 'formats'], faults);
  const changed: CloudProfile = {
    ...profile,
    concepts: readConcepts(profile.concepts, file.concepts, faults),
    fields: readFields(profile.fields, file.fields, faults),
    rules: readRules(profile.rules, file.rules, faults),
    formats: readFormats(profile.formats, file.formats, faults),
  };
  if (faults.length > 0) throw new ProfileError(faults);
  return changed;
}

function readConcepts(base: Concepts, value: unknown, faults: Faults): Concepts {
  const change = readSection(value ?? {}, 'concepts', hardwareConcepts, faults);
  const flag = (name: 'liveResize' | 'guestAgent' | 'nicMultiqueue' | 'passwordEncryption' | 'virtio') =>
    readConcept(base[name], change[name], `concepts.${name}`, ['true', 'false'], faults);
  return {
    os: readConcept(base.os, change.os, 'concepts.os', osCategories, faults),
    architecture: readConcept(base.architecture, change.architecture, 'concepts.architecture', architectures, faults),
    hypervisor: readConcept(base.hypervisor, change.hypervisor, 'concepts.hypervisor', hypervisors, faults),
    bootMode: readConcept(base.bootMode, change.bootMode, 'concepts.bootMode', bootModes, faults),
    liveResize: flag('liveResize'),
    guestAgent: flag('guestAgent'),
    nicMultiqueue: flag('nicMultiqueue'),
    passwordEncryption: flag('passwordEncryption'),
    virtio: flag('virtio'),
  };
}

const spellingKeys = ['read', 'write', 'values', 'alsoRead', 'absent', 'beside'];

function readConcept<V extends string>(
  base: ConceptSpelling<V> | undefined,
  value: unknown,
  path: string,
  known: readonly V[],
  faults: Faults,
): ConceptSpelling<V> | undefined {
  if (value === undefined) return base;
  if (value === null) return undefined;
  const change = readSection(value, path, spellingKeys, faults);
  const read = readTextList(change.read, `${path}.read`, faults) ?? base?.read ?? [];
  if (read.length === 0) faults.push(`${path}.read must name at least one property`);
  const defaultWrite = change.read === undefined ? (base?.write ?? null) : (read[0] ?? null);
  return {
    read,
    write: change.write === undefined ? defaultWrite : readNullableText(change.write, `${path}.write`, faults),
    values: { ...base?.values, ...readValueRows(change.values, `${path}.values`, known, faults) },
    alsoRead: { ...base?.alsoRead, ...readAliases(change.alsoRead, `${path}.alsoRead`, known, faults) },
    absent:
      change.absent === undefined ? (base?.absent ?? null) : readAbsent(change.absent, `${path}.absent`, known, faults),
    beside:
      change.beside === undefined
        ? (base?.beside ?? [])
        : readCompanions(change.beside, `${path}.beside`, known, faults),
  };
}

function readValueRows<V extends string>(value: unknown, path: string, known: readonly V[], faults: Faults) {
  const rows: Partial<Record<V, string | null>> = {};
  const change = readSection(value ?? {}, path, known, faults);
  for (const key of known) {
    if (change[key] !== undefined) rows[key] = readNullableText(change[key], `${path}.${key}`, faults);
  }
  return rows;
}

function readAliases<V extends string>(value: unknown, path: string, known: readonly V[], faults: Faults) {
  const rows: Record<string, V> = {};
  for (const [alias, target] of Object.entries(readSection(value ?? {}, path, null, faults))) {
    const key = known.find((each) => each === target);
    if (key === undefined) faults.push(`${path}.${alias} must be one of ${known.join(', ')}`);
    else rows[alias.toLowerCase()] = key;
  }
  return rows;
}

function readAbsent<V extends string>(value: unknown, path: string, known: readonly V[], faults: Faults): V | null {
  const key = known.find((each) => each === value);
  if (key === undefined && value !== null) faults.push(`${path} must be null or one of ${known.join(', ')}`);
  return key ?? null;
}

function readCompanions<V extends string>(value: unknown, path: string, known: readonly V[], faults: Faults) {
  if (!Array.isArray(value)) {
    faults.push(`${path} must be a list`);
    return [];
  }
  return value.map((each: unknown, index) => {
    const row = readSection(each, `${path}[${index}]`, ['name', 'values'], faults);
    const name = isText(row.name) ? row.name : '';
    if (name === '') faults.push(`${path}[${index}].name must be a text`);
    return { name, values: readValueRows(row.values, `${path}[${index}].values`, known, faults) };
  });
}

function readFields(base: ProfileFields, value: unknown, faults: Faults): ProfileFields {
  const change = readSection(value ?? {}, 'fields', ['description', 'failure'], faults);
  const description = change.description ?? base.description;
  if (!isText(description)) faults.push('fields.description must be a text');
  return {
    ...base,
    description: isText(description) ? description : base.description,
    failure: readTextList(change.failure, 'fields.failure', faults) ?? base.failure,
  };
}

function readFormats(base: ProfileFormats, value: unknown, faults: Faults): ProfileFormats {
  const change = readSection(value ?? {}, 'formats', ['staged'], faults);
  return { ...base, staged: readTextList(change.staged, 'formats.staged', faults) ?? base.staged };
}

function readRules(base: ProfileRules, value: unknown, faults: Faults): ProfileRules {
  const change = readSection(value ?? {}, 'rules', ['name', 'description', 'tag', 'urlSchemes'], faults);
  return {
    name: readTextRule(base.name, change.name, 'rules.name', faults),
    description: readTextRule(base.description, change.description, 'rules.description', faults),
    tag: readTextRule(base.tag, change.tag, 'rules.tag', faults),
    urlSchemes: readTextList(change.urlSchemes, 'rules.urlSchemes', faults) ?? base.urlSchemes,
  };
}

function readTextRule(base: TextRule, value: unknown, path: string, faults: Faults): TextRule {
  if (value === undefined) return base;
  const change = readSection(value, path, ['max', 'pattern'], faults);
  return {
    max: change.max === undefined ? base.max : readPositiveInteger(change.max, `${path}.max`, faults),
    pattern: change.pattern === undefined ? base.pattern : readPattern(change.pattern, `${path}.pattern`, faults),
  };
}

/** Reads an object with these keys only, or with any keys if `keys` is `null`; anything else counts as empty. */
function readSection(
  value: unknown,
  path: string,
  keys: readonly string[] | null,
  faults: Faults,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.push(`${path} must be an object`);
    return {};
  }
  for (const key of Object.keys(value)) {
    if (keys?.includes(key) === false)
      faults.push(`${path} has the unknown entry "${key}"; known are ${keys.join(', ')}`);
  }
  return Object.fromEntries(Object.entries(value));
}

function readTextList(value: unknown, path: string, faults: Faults): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every(isText)) return value;
  faults.push(`${path} must be a list of texts`);
  return undefined;
}

function readNullableText(value: unknown, path: string, faults: Faults): string | null {
  if (value === null || isText(value)) return value;
  faults.push(`${path} must be a text or null`);
  return null;
}

function readPositiveInteger(value: unknown, path: string, faults: Faults): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  faults.push(`${path} must be a whole number above 0`);
  return 1;
}

function readPattern(value: unknown, path: string, faults: Faults): RegExp | undefined {
  try {
    if (isText(value)) return new RegExp(value, 'u');
  } catch {
    // The sentence below also covers a text that is no pattern.
  }
  faults.push(`${path} must be a regular expression`);
  return undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
