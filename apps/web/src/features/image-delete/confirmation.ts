import type { Image } from '@console/image-model';

/** What the user must type before public images are deleted, because other projects may depend on them. */
export type Confirmation =
  | { readonly kind: 'none' }
  /** The name of the only public image, or its ID if it has no name. */
  | { readonly kind: 'name'; readonly text: string }
  /** The number of public images. Typing many names would take too long. */
  | { readonly kind: 'count'; readonly count: number };

/** Returns the confirmation that deleting these images requires. */
export function requiredConfirmation(images: readonly Image[]): Confirmation {
  const publicImages = images.filter((image) => image.visibility === 'public');
  const [first] = publicImages;
  if (first === undefined) return { kind: 'none' };
  if (publicImages.length > 1) return { kind: 'count', count: publicImages.length };
  return { kind: 'name', text: first.name.trim() || first.id };
}

export function isConfirmed(confirmation: Confirmation, typed: string): boolean {
  switch (confirmation.kind) {
    case 'none':
      return true;
    case 'name':
      return typed.trim() === confirmation.text;
    case 'count':
      return typed.trim() === String(confirmation.count);
  }
}
