import { isSamePart, type Part, partsOf, withPart } from './parts.ts';
import type { EditValues } from './values.ts';

/** Whose value stands where both have changed the same. */
export type Side = 'theirs' | 'mine';
export type Choices = Readonly<Partial<Record<Part, Side>>>;

export interface Merge {
  /** Both sides' changes; where both changed the same and nothing is chosen yet, mine. */
  readonly values: EditValues;
  /** What somebody else has changed, and stands. */
  readonly taken: readonly Part[];
  /** Changed by both to different values, and not chosen yet. */
  readonly conflicts: readonly Part[];
}

/**
 * Brings two sets of changes together, part by part.
 * @param base what both started from
 * @param theirs the image as it is now
 */
export function merge(base: EditValues, theirs: EditValues, mine: EditValues, choices: Choices = {}): Merge {
  const sideOf = (part: Part): Side | 'open' => {
    if (isSamePart(base, theirs, part) || isSamePart(theirs, mine, part)) return 'mine';
    if (part === 'tags' || isSamePart(base, mine, part)) return 'theirs';
    return choices[part] ?? 'open';
  };
  const parts = partsOf(base, theirs, mine);
  const taken = parts.filter((part) => sideOf(part) === 'theirs');
  const fromTheirs = { ...theirs, tags: mergeTags(base, theirs, mine) };
  return {
    values: taken.reduce((values, part) => withPart(values, fromTheirs, part), mine),
    taken,
    conflicts: parts.filter((part) => sideOf(part) === 'open'),
  };
}

/**
 * What both started from, where an earlier save of mine may have arrived although its answer did not: what the cloud has
 * as I have sent it is no change of somebody else's.
 */
export function baseAfter(attempted: EditValues, base: EditValues, theirs: EditValues): EditValues {
  return partsOf(base, theirs, attempted)
    .filter((part) => isSamePart(theirs, attempted, part))
    .reduce((values, part) => withPart(values, theirs, part), base);
}

/** Tags are a set: what I added and removed is done to theirs, and nothing can be in conflict. */
function mergeTags(base: EditValues, theirs: EditValues, mine: EditValues): string[] {
  const added = mine.tags.filter((tag) => !base.tags.includes(tag));
  const removed = new Set(base.tags.filter((tag) => !mine.tags.includes(tag)));
  return [...new Set([...theirs.tags, ...added])].filter((tag) => !removed.has(tag));
}
