import type { Hardware, HardwareConcept, Spelled, Visibility } from '@console/image-model';

type ModelValue<C extends HardwareConcept> = Hardware[C] extends Spelled<infer T extends string | boolean> ? T : never;
/** A model value as a key of the tables: the word itself, or `'true'` / `'false'` of a switch. */
export type ValueKey<C extends HardwareConcept = HardwareConcept> = `${ModelValue<C>}`;

/**
 * How one cloud spells one concept. Values are compared without regard to case when read and
 * written exactly as the table has them. An inverted flag is one whose values are swapped.
 */
export interface ConceptSpelling<V extends string = string> {
  /** Property names to read; the first that the image has decides. */
  readonly read: readonly string[];
  /** The property to write; `null` = the cloud sets it, the console only shows it. */
  readonly write: string | null;
  /** How each value is written; `null` = by the property's absence. A value without a row is not offered. */
  readonly values: Readonly<Partial<Record<V, string | null>>>;
  /** Further spellings, in lower case, and the value each is read as. */
  readonly alsoRead: Readonly<Record<string, V>>;
  /** What an image without the property is; `null` = nothing is known. */
  readonly absent: V | null;
  /** Properties that follow the value; a value without a row, or with `null`, has the property removed. */
  readonly beside: readonly Companion<V>[];
}

export interface Companion<V extends string = string> {
  readonly name: string;
  readonly values: Readonly<Partial<Record<V, string | null>>>;
}

export type Concepts = { readonly [C in HardwareConcept]?: ConceptSpelling<ValueKey<C>> | undefined };

/** What a text must keep to. Lengths in characters; `pattern` is matched against the whole text. */
export interface TextRule {
  readonly max: number;
  readonly pattern?: RegExp;
}

export interface ProfileRules {
  readonly name: TextRule;
  readonly description: TextRule;
  readonly tag: TextRule;
  /** Schemes of addresses the cloud fetches images from, without colon; empty = it fetches none. */
  readonly urlSchemes: readonly string[];
}

/** Attributes that are no hardware concept and yet differ between clouds. */
export interface ProfileFields {
  readonly description: string;
  /** Stored bytes, a number or digits as text; the first readable name counts. */
  readonly size: readonly string[];
  readonly virtualSize: readonly string[];
  readonly checksum: readonly string[];
  readonly visibility: {
    readonly read: string;
    readonly write: string | null;
    readonly values: Readonly<Partial<Record<Visibility, string>>>;
  };
  /** Properties in which the cloud says why an import failed. */
  readonly failure: readonly string[];
}

export interface ProfileFormats {
  /** Disk formats in the order the console offers them. */
  readonly listed: readonly string[];
  /** Whether the cloud's own image schema adds to that list. */
  readonly further: 'schema' | 'none';
  /** Formats that go by stage and import (glance-direct) instead of `PUT …/file`. */
  readonly staged: readonly string[];
}

export interface ProfileCapabilities {
  /** `discover` = as `/v2/info/import` lists them. */
  readonly importMethods: 'discover' | readonly string[];
  /** Address of the list of stores, below the image service; `null` = there are none to choose. */
  readonly stores: '/v2/info/stores' | '/v2/stores/available' | null;
  /** Address of the project's quota and use. */
  readonly quota: string | null;
  /** Where the course of an import can be read. */
  readonly jobs: 'imageTasks' | 'imageStatus' | 'imsJobs';
  /** Largest `PUT …/file`, bytes; `null` = the cloud states no limit. */
  readonly putBytesMax: number | null;
}

export interface CloudProfile {
  readonly name: string;
  /** A concept without a row is one this cloud has no word for; it is not offered. */
  readonly concepts: Concepts;
  readonly fields: ProfileFields;
  readonly rules: ProfileRules;
  readonly formats: ProfileFormats;
  readonly capabilities: ProfileCapabilities;
}
