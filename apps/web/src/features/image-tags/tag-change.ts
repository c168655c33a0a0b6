import type { Image } from '@console/image-model';

/** Tags to add to an image and to remove from it, whatever other tags it has. A rename removes one tag and adds another. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Returns the change that leads from one list of tags to another. */
export function diffTags(before: readonly string[], after: readonly string[]): TagChange {
  return {
    add: after.filter((tag) => !before.includes(tag)),
    remove: before.filter((tag) => !after.includes(tag)),
  };
}

/** Applies a change. Tags that it does not mention are kept, including those that another user has added. */
export function applyTagChange(tags: readonly string[], { add, remove }: TagChange): readonly string[] {
  return [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])];
}

export function isEmptyChange({ add, remove }: TagChange): boolean {
  return add.length === 0 && remove.length === 0;
}

/** Returns the tags of the images with the number of images that have each, most frequent first. */
export function countTags(images: readonly Image[]): readonly (readonly [tag: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const tag of images.flatMap((image) => image.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
