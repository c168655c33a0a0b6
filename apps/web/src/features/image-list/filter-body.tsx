import type { Image } from '@console/image-model';
import { FacetBoxes } from './facet-boxes.tsx';
import { type FilterName, type FilterWords, isRange } from './filter-words.ts';
import { type ListAddress, withFilter, withRange } from './list-address.ts';
import { RangeFields } from './range-fields.tsx';

export interface FilterProps {
  readonly name: FilterName;
  /** All that are loaded: their values are offered. */
  readonly images: readonly Image[];
  readonly address: ListAddress;
  readonly onChange: (change: Partial<ListAddress>) => void;
  readonly words: FilterWords;
}

/** The choice that a filter gives: values to tick, or two ends. */
export function FilterBody({ name, images, address, onChange, words }: FilterProps) {
  if (isRange(name)) {
    return (
      <RangeFields
        name={name}
        label={words.label(name)}
        range={address.ranges[name] ?? { from: '', to: '' }}
        onRange={(range) => onChange({ ranges: withRange(address, name, range).ranges })}
      />
    );
  }
  return (
    <FacetBoxes
      facet={name}
      images={images}
      words={words}
      chosen={address.filters[name] ?? []}
      onChoose={(values) => onChange(withFilter(address, name, values))}
    />
  );
}

/** The address without what this filter says. */
export function withoutFilter(address: ListAddress, name: FilterName): ListAddress {
  return isRange(name) ? withRange(address, name, { from: '', to: '' }) : withFilter(address, name, []);
}
