import type { Image } from '@console/image-model';

/** What is to become of an image's tags, whichever it has by then; a rename takes one away and adds another. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** What leads from one set of tags to another. */
export function changeBetween(before: readonly string[], after: readonly string[]): TagChange {
  return {
    add: after.filter((tag) => !before.includes(tag)),
    remove: before.filter((tag) => !after.includes(tag)),
  };
}

/** The tags after a change; those it does not name stay, whoever has put them there. */
export function applyChange(tags: readonly string[], { add, remove }: TagChange): readonly string[] {
  return [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])];
}

export function isNothing({ add, remove }: TagChange): boolean {
  return add.length === 0 && remove.length === 0;
}

/** Tags that images have, with how many have them, most frequent first. */
export function tagCounts(images: readonly Image[]): readonly (readonly [tag: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const tag of images.flatMap((image) => image.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
