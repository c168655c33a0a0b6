import { isSamePart, type Part, partsOf, withPart } from './edit-parts.ts';
import type { EditValues } from './edit-values.ts';

/** Whose value wins where both users have changed the same part. */
export type Side = 'theirs' | 'mine';
export type Choices = Readonly<Partial<Record<Part, Side>>>;

export interface MergedChanges {
  /** The changes of both; mine for a part in conflict. */
  readonly values: EditValues;
  /** The parts that were accepted from the other user's changes. */
  readonly accepted: readonly Part[];
  /** The parts that both have changed to different values, without a choice yet. */
  readonly conflicts: readonly Part[];
}

/**
 * Merges the changes of two users, part by part.
 * @param base the values from which both started
 * @param theirs the present values of the image
 */
export function mergeChanges(
  base: EditValues,
  theirs: EditValues,
  mine: EditValues,
  choices: Choices = {},
): MergedChanges {
  const sideOf = (part: Part): Side | 'open' => {
    if (isSamePart(base, theirs, part) || isSamePart(theirs, mine, part)) return 'mine';
    if (part === 'tags' || isSamePart(base, mine, part)) return 'theirs';
    return choices[part] ?? 'open';
  };
  const parts = partsOf(base, theirs, mine);
  const accepted = parts.filter((part) => sideOf(part) === 'theirs');
  const fromTheirs = { ...theirs, tags: mergeTags(base, theirs, mine) };
  return {
    values: accepted.reduce((values, part) => withPart(values, fromTheirs, part), mine),
    accepted,
    conflicts: parts.filter((part) => sideOf(part) === 'open'),
  };
}

/**
 * Returns the base of a merge after an attempt whose response was lost. A part that has the value of the attempt was saved
 * by it, and is not another user's change.
 */
export function baseAfterAttempt(attempted: EditValues, base: EditValues, theirs: EditValues): EditValues {
  return partsOf(base, theirs, attempted)
    .filter((part) => isSamePart(theirs, attempted, part))
    .reduce((values, part) => withPart(values, theirs, part), base);
}

/** Applies my additions and removals to their tags. Tags are a set, so they cannot conflict. */
function mergeTags(base: EditValues, theirs: EditValues, mine: EditValues): string[] {
  const added = mine.tags.filter((tag) => !base.tags.includes(tag));
  const removed = new Set(base.tags.filter((tag) => !mine.tags.includes(tag)));
  return [...new Set([...theirs.tags, ...added])].filter((tag) => !removed.has(tag));
}
