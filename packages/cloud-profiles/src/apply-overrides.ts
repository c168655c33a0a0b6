import { architectures, bootModes, hardwareConcepts, hypervisors, osCategories } from '@console/image-model';
import {
  type Faults,
  isText,
  nullableText,
  positiveInteger,
  regularExpression,
  section,
  textList,
} from './override-values.ts';
import type {
  CloudProfile,
  ConceptSpelling,
  Concepts,
  ProfileFields,
  ProfileFormats,
  ProfileRules,
  TextRule,
} from './profile.ts';
import { ProfileError } from './profile-error.ts';

/*
 * An operator's file changes single entries:
 * {
 *   "concepts": { "liveResize": { "read": ["x"], "write": "x", "values": { "true": "on" }, "alsoRead": { "1": "true" },
 *                                 "absent": "false" },
 *                 "virtio": null },                        // null = not offered
 *   "fields":   { "description": "my_text", "failure": ["my_reason"] },
 *   "rules":    { "name": { "max": 128, "pattern": "^[a-z]+$" }, "urlSchemes": ["http", "https"] },
 *   "formats":  { "staged": ["vmdk"] }                       // go by stage and import, which can convert them
 * }
 * `read` alone also moves `write` when that is not given. `values` replaces single rows.
 */

/** @throws ProfileError naming every fault of the file at once. */
export function applyOverrides(profile: CloudProfile, overrides: unknown): CloudProfile {
  const faults: string[] = [];
  const top = section(overrides, 'the file', ['concepts', 'fields', 'rules', 'formats'], faults);
  const changed: CloudProfile = {
    ...profile,
    concepts: concepts(profile.concepts, top.concepts, faults),
    fields: fields(profile.fields, top.fields, faults),
    rules: rules(profile.rules, top.rules, faults),
    formats: formats(profile.formats, top.formats, faults),
  };
  if (faults.length > 0) throw new ProfileError(faults);
  return changed;
}

const flagValues = ['true', 'false'] as const;

function concepts(base: Concepts, given: unknown, faults: Faults): Concepts {
  const change = section(given ?? {}, 'concepts', hardwareConcepts, faults);
  const flag = (name: 'liveResize' | 'guestAgent' | 'nicMultiqueue' | 'passwordEncryption' | 'virtio') =>
    concept(base[name], change[name], `concepts.${name}`, flagValues, faults);
  return {
    os: concept(base.os, change.os, 'concepts.os', osCategories, faults),
    architecture: concept(base.architecture, change.architecture, 'concepts.architecture', architectures, faults),
    hypervisor: concept(base.hypervisor, change.hypervisor, 'concepts.hypervisor', hypervisors, faults),
    bootMode: concept(base.bootMode, change.bootMode, 'concepts.bootMode', bootModes, faults),
    liveResize: flag('liveResize'),
    guestAgent: flag('guestAgent'),
    nicMultiqueue: flag('nicMultiqueue'),
    passwordEncryption: flag('passwordEncryption'),
    virtio: flag('virtio'),
  };
}

const spellingKeys = ['read', 'write', 'values', 'alsoRead', 'absent', 'beside'];

function concept<V extends string>(
  base: ConceptSpelling<V> | undefined,
  given: unknown,
  at: string,
  known: readonly V[],
  faults: Faults,
): ConceptSpelling<V> | undefined {
  if (given === undefined) return base;
  if (given === null) return undefined;
  const change = section(given, at, spellingKeys, faults);
  const read = textList(change.read, `${at}.read`, faults) ?? base?.read ?? [];
  if (read.length === 0) faults.push(`${at}.read must name at least one property`);
  const moved = change.read === undefined ? (base?.write ?? null) : (read[0] ?? null);
  return {
    read,
    write: change.write === undefined ? moved : nullableText(change.write, `${at}.write`, faults),
    values: { ...base?.values, ...valueRows(change.values, `${at}.values`, known, faults) },
    alsoRead: { ...base?.alsoRead, ...aliases(change.alsoRead, `${at}.alsoRead`, known, faults) },
    absent:
      change.absent === undefined ? (base?.absent ?? null) : absence(change.absent, `${at}.absent`, known, faults),
    beside:
      change.beside === undefined ? (base?.beside ?? []) : companions(change.beside, `${at}.beside`, known, faults),
  };
}

function valueRows<V extends string>(given: unknown, at: string, known: readonly V[], faults: Faults) {
  const rows: Partial<Record<V, string | null>> = {};
  const change = section(given ?? {}, at, known, faults);
  for (const value of known) {
    if (change[value] !== undefined) rows[value] = nullableText(change[value], `${at}.${value}`, faults);
  }
  return rows;
}

function aliases<V extends string>(given: unknown, at: string, known: readonly V[], faults: Faults) {
  const rows: Record<string, V> = {};
  for (const [spelling, meant] of Object.entries(section(given ?? {}, at, null, faults))) {
    const value = known.find((one) => one === meant);
    if (value === undefined) faults.push(`${at}.${spelling} must be one of ${known.join(', ')}`);
    else rows[spelling.toLowerCase()] = value;
  }
  return rows;
}

function absence<V extends string>(given: unknown, at: string, known: readonly V[], faults: Faults): V | null {
  const value = known.find((one) => one === given);
  if (value === undefined && given !== null) faults.push(`${at} must be null or one of ${known.join(', ')}`);
  return value ?? null;
}

function companions<V extends string>(given: unknown, at: string, known: readonly V[], faults: Faults) {
  if (!Array.isArray(given)) {
    faults.push(`${at} must be a list`);
    return [];
  }
  return given.map((one: unknown, index) => {
    const row = section(one, `${at}[${index}]`, ['name', 'values'], faults);
    const name = isText(row.name) ? row.name : '';
    if (name === '') faults.push(`${at}[${index}].name must be a text`);
    return { name, values: valueRows(row.values, `${at}[${index}].values`, known, faults) };
  });
}

function fields(base: ProfileFields, given: unknown, faults: Faults): ProfileFields {
  const change = section(given ?? {}, 'fields', ['description', 'failure'], faults);
  const description = change.description ?? base.description;
  if (!isText(description)) faults.push('fields.description must be a text');
  return {
    ...base,
    description: isText(description) ? description : base.description,
    failure: textList(change.failure, 'fields.failure', faults) ?? base.failure,
  };
}

function formats(base: ProfileFormats, given: unknown, faults: Faults): ProfileFormats {
  const change = section(given ?? {}, 'formats', ['staged'], faults);
  return { ...base, staged: textList(change.staged, 'formats.staged', faults) ?? base.staged };
}

function rules(base: ProfileRules, given: unknown, faults: Faults): ProfileRules {
  const change = section(given ?? {}, 'rules', ['name', 'description', 'tag', 'urlSchemes'], faults);
  return {
    name: textRule(base.name, change.name, 'rules.name', faults),
    description: textRule(base.description, change.description, 'rules.description', faults),
    tag: textRule(base.tag, change.tag, 'rules.tag', faults),
    urlSchemes: textList(change.urlSchemes, 'rules.urlSchemes', faults) ?? base.urlSchemes,
  };
}

function textRule(base: TextRule, given: unknown, at: string, faults: Faults): TextRule {
  if (given === undefined) return base;
  const change = section(given, at, ['max', 'pattern'], faults);
  const max = change.max === undefined ? base.max : positiveInteger(change.max, `${at}.max`, faults);
  const pattern =
    change.pattern === undefined ? base.pattern : regularExpression(change.pattern, `${at}.pattern`, faults);
  return pattern === undefined ? { max } : { max, pattern };
}
