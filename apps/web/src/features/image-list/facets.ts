import type { Image, Spelled } from '@console/image-model';
import { describeStatus } from '../../resources/images/image-labels.ts';

/** Attributes of which the list can show several values at once. The names are also parameters of the address. */
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

/** The selected values of each facet that narrows the list. */
export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>;

/** The facet value of an image that has no such attribute. */
export const noValue = 'none';

function spelledValue(value: Spelled<string>): string {
  if (value.kind === 'absent') return noValue;
  return value.kind === 'known' ? value.value : value.raw;
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** Returns an image's value of each facet as the address spells it. Tags are left out: an image has any number of them. */
export const facetValue: Readonly<Record<Exclude<FacetName, 'tag'>, (image: Image) => string>> = {
  status: (image) => {
    const status = describeStatus(image);
    return status.kind === 'known' ? status.status : status.raw;
  },
  visibility: (image) => image.visibility,
  os: (image) => spelledValue(image.os),
  architecture: (image) => spelledValue(image.architecture),
  hypervisor: (image) => spelledValue(image.hypervisor),
  format: (image) => image.diskFormat ?? noValue,
  owner: (image) => image.owner ?? noValue,
  protected: (image) => yesNo(image.isProtected),
  hidden: (image) => yesNo(image.isHidden),
};

/** True if the image has one of the values. */
export function hasAnyValue(image: Image, facet: FacetName, values: readonly string[]): boolean {
  if (facet === 'tag') return image.tags.some((tag) => values.includes(tag));
  return values.includes(facetValue[facet](image));
}

/** Counts the images of each value that occurs, most frequent first. */
export function facetCounts(
  images: readonly Image[],
  facet: FacetName,
): readonly (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const image of images) {
    const values = facet === 'tag' ? image.tags : [facetValue[facet](image)];
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
