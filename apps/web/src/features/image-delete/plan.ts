import type { Image } from '@console/image-model';

/** What has to be typed before public images go, which others may be building on. */
export type Confirmation =
  | { readonly kind: 'none' }
  /** The name of the only public one; its ID where it has no name. */
  | { readonly kind: 'name'; readonly text: string }
  /** How many public ones there are: nobody types twenty names. */
  | { readonly kind: 'count'; readonly count: number };

export function confirmationOf(going: readonly Image[]): Confirmation {
  const publicOnes = going.filter((image) => image.visibility === 'public');
  const [first] = publicOnes;
  if (first === undefined) return { kind: 'none' };
  if (publicOnes.length > 1) return { kind: 'count', count: publicOnes.length };
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
