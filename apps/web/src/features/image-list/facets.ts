import type { Image, Spelled } from '@console/image-model';
import { saidStatus } from '../../resources/image/index.ts';

/** What the list can be narrowed by, one of several values; also the names of the parameters in the address. */
export const facetNames = [
  'status',
  'visibility',
  'os',
  'architecture',
  'hypervisor',
  'format',
  'tag',
  'owner',
  'protected',
  'hidden',
] as const;
export type FacetName = (typeof facetNames)[number];

/** Stands for "the image says nothing about it". */
export const unsaid = 'none';

function keyOf(value: Spelled<string>): string {
  if (value.kind === 'absent') return unsaid;
  return value.kind === 'known' ? value.value : value.raw;
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** The value of each facet of an image, as it stands in the address. An image has many tags or none, and one of the rest. */
export const facetValue: Readonly<Record<Exclude<FacetName, 'tag'>, (image: Image) => string>> = {
  status: (image) => {
    const said = saidStatus(image);
    return said.kind === 'word' ? said.word : said.raw;
  },
  visibility: (image) => image.visibility,
  os: (image) => keyOf(image.os),
  architecture: (image) => keyOf(image.architecture),
  hypervisor: (image) => keyOf(image.hypervisor),
  format: (image) => image.diskFormat ?? unsaid,
  owner: (image) => image.owner ?? unsaid,
  protected: (image) => yesNo(image.isProtected),
  hidden: (image) => yesNo(image.isHidden),
};

export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>;

function valuesOf(image: Image, facet: FacetName): readonly string[] {
  return facet === 'tag' ? image.tags : [facetValue[facet](image)];
}

/** True where the image has any of the values. */
export function hasAny(image: Image, facet: FacetName, wanted: readonly string[]): boolean {
  if (facet === 'tag') return image.tags.some((tag) => wanted.includes(tag));
  return wanted.includes(facetValue[facet](image));
}

/** The values that occur among these images, with how often, most frequent first. */
export function facetCounts(
  images: readonly Image[],
  facet: FacetName,
): readonly (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const image of images) {
    for (const value of valuesOf(image, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
