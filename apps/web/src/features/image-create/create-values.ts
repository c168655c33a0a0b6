import type { CloudProfile } from '@console/cloud-profiles';
import type { ImageDraft } from '@console/image-model';
import { fieldsDraft } from '../../resources/image-fields/fields-draft.ts';
import { defaultFields, type ImageFields } from '../../resources/image-fields/image-fields.ts';
import type { SourceFile } from './source-file.ts';

/** Where the data comes from: a file of the user, or a URL that the cloud downloads. */
export const origins = ['file', 'url'] as const;
export type Origin = (typeof origins)[number];

/** The values of the form: the image's fields, the source of its data and the stores that it goes to. */
export interface CreateValues extends ImageFields {
  origin: Origin;
  source: SourceFile | null;
  /** The checksum that the publisher of the file gives; empty = none. */
  checksum: string;
  /** URL of the file that the cloud downloads; may contain a password. */
  address: string;
  /** ID of the store for an upload; `null` = the cloud's default. */
  store: string | null;
  /** IDs of the stores for an import; empty = the cloud's default. */
  stores: string[];
}

export const defaultValues: CreateValues = {
  ...defaultFields,
  origin: 'file',
  source: null,
  checksum: '',
  address: '',
  store: null,
  stores: [],
};

/** Returns the chosen file, or `null` if the data comes from a URL. */
export function sourceFileOf({ origin, source }: Pick<CreateValues, 'origin' | 'source'>): SourceFile | null {
  return origin === 'file' ? source : null;
}

/** Converts the values to a draft. Hidden fields are left out. */
export function toDraft(values: CreateValues, profile: CloudProfile): ImageDraft {
  return { ...fieldsDraft(values, profile), containerFormat: 'bare' };
}
