import type { CloudProfile } from '@console/cloud-profiles';
import type { ImageDraft } from '@console/image-model';
import { fieldsDraft } from '../../resources/image-fields/fields-draft.ts';
import { defaultFields, type ImageFields } from '../../resources/image-fields/image-fields.ts';
import type { Source } from './source.ts';

/** Where the data comes from: a file of the reader's own, or one that the cloud fetches. */
export const origins = ['file', 'url'] as const;
export type Origin = (typeof origins)[number];

/** What the form holds: the fields about the image, and where its data comes from and goes to. */
export interface CreateValues extends ImageFields {
  origin: Origin;
  source: Source | null;
  /** What the file should have, as its publisher writes it; empty where nobody knows. */
  checksum: string;
  /** Of the file that the cloud fetches; may hold a password. */
  address: string;
  /** Store identifier; `null` leaves it to the cloud. */
  store: string | null;
  /** The same for an import, which can fill several; empty leaves it to the cloud. */
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

/** The chosen file, where the data comes from one. */
export function fileSource({ origin, source }: Pick<CreateValues, 'origin' | 'source'>): Source | null {
  return origin === 'file' ? source : null;
}

/** What the form decides, in the console's words. A field that is not shown decides nothing. */
export function toDraft(values: CreateValues, profile: CloudProfile): ImageDraft {
  return { ...fieldsDraft(values, profile), containerFormat: 'bare' };
}
