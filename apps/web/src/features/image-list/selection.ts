import type { Image } from '@console/image-model';
import { useCallback, useState } from 'react';

/** Which images are picked, by ID. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly has: (id: string) => boolean;
  /** The same function each time, so that rows need not be drawn again for it. */
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[], picked: boolean) => void;
  readonly clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** The set with some IDs put in or taken out. */
export function changed(ids: ReadonlySet<string>, some: readonly string[], picked: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  for (const id of some) {
    if (picked) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** The images that are picked; nothing is looked through while none is. */
export function pickedOf(images: readonly Image[], { ids }: Selection): readonly Image[] {
  return ids.size === 0 ? [] : images.filter((image) => ids.has(image.id));
}

export function useSelection(): Selection {
  const [ids, setIds] = useState(none);
  const toggle = useCallback((id: string) => setIds((now) => changed(now, [id], !now.has(id))), []);
  return {
    ids,
    has: (id) => ids.has(id),
    toggle,
    set: (some, picked) => setIds((now) => changed(now, some, picked)),
    clear: () => setIds(none),
  };
}
