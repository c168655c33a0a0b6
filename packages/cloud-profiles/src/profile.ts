import type { Hardware, HardwareConcept, Spelled, TextRule, Visibility } from '@console/image-model';

type ModelValue<C extends HardwareConcept> = Hardware[C] extends Spelled<infer T extends string | boolean> ? T : never;
/** A model value as a key of the tables: the value itself, or `'true'` and `'false'` of a switch. */
type ValueKey<C extends HardwareConcept = HardwareConcept> = `${ModelValue<C>}`;

/** How one cloud spells one concept. Values are read without regard to case and written exactly as in the table. */
export interface ConceptSpelling<V extends string = string> {
  /** Property names to read; the first one that the image has decides. */
  readonly read: readonly string[];
  /** The property to write; `null` = only the cloud sets it. */
  readonly write: string | null;
  /** Spelling of each value; `null` = the property is absent. The console does not offer a value without a row. */
  readonly values: Readonly<Partial<Record<V, string | null>>>;
  /** Further spellings to read, in lower case, with their values. */
  readonly alsoRead: Readonly<Record<string, V>>;
  /** Value of an image without the property; `null` = unknown. */
  readonly absent: V | null;
  /** Properties that are written together with this one. */
  readonly beside: readonly Companion<V>[];
}

/** A property that follows the value of a concept; for a value without a row, or with `null`, it is removed. */
export interface Companion<V extends string = string> {
  readonly name: string;
  readonly values: Readonly<Partial<Record<V, string | null>>>;
}

export type Concepts = { readonly [C in HardwareConcept]?: ConceptSpelling<ValueKey<C>> | undefined };

export interface ProfileRules {
  readonly name: TextRule;
  readonly description: TextRule;
  readonly tag: TextRule;
  /** URL schemes, without colon, from which the cloud fetches images; empty = it fetches none. */
  readonly urlSchemes: readonly string[];
}

/** Attributes that are not hardware concepts and still differ between clouds. */
export interface ProfileFields {
  readonly description: string;
  /** Names of the stored bytes, a number or digits; the first readable one counts. */
  readonly size: readonly string[];
  readonly virtualSize: readonly string[];
  readonly checksum: readonly string[];
  readonly visibility: {
    readonly read: string;
    readonly write: string | null;
    readonly values: Readonly<Partial<Record<Visibility, string>>>;
  };
  /** Names of properties with the cloud's reason why an import failed. */
  readonly failure: readonly string[];
}

export interface ProfileFormats {
  /** Disk formats in the order in which the console offers them. */
  readonly listed: readonly string[];
  /** `schema` = the formats of the cloud's image schema are offered after the listed ones. */
  readonly further: 'schema' | 'none';
  /** Formats that are uploaded by stage and import (glance-direct) instead of `PUT …/file`. */
  readonly staged: readonly string[];
}

export interface ProfileCapabilities {
  /** `discover` = the cloud lists them under `/v2/info/import`. */
  readonly importMethods: 'discover' | readonly string[];
  /** Path of the list of stores, below the image service; `null` = the user cannot choose a store. */
  readonly stores: '/v2/info/stores' | '/v2/stores/available' | null;
  /** Path of the project's quota and use; `null` = the cloud does not show them. */
  readonly quota: string | null;
  /** Where the progress of an import is read. */
  readonly jobs: 'imageTasks' | 'imageStatus' | 'imsJobs';
  /** Largest `PUT …/file` in bytes; `null` = the cloud documents no limit. */
  readonly putBytesMax: number | null;
}

/** How one kind of cloud spells images and what it can do. */
export interface CloudProfile {
  readonly name: string;
  /** The console does not offer a concept without a row: the cloud has none. */
  readonly concepts: Concepts;
  readonly fields: ProfileFields;
  readonly rules: ProfileRules;
  readonly formats: ProfileFormats;
  readonly capabilities: ProfileCapabilities;
}
