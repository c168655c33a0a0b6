import type { Image } from '@console/image-model';

/** What became of one image's download: the browser has it in hand, or why it never began. */
export type Begun = { readonly kind: 'begun' } | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Begins the downloads one after another: each is looked at once more before its turn, and one that cannot begin does not
 * stop the rest. A browser drops links that are clicked in the same breath, so `breathe` is waited for in between.
 * @param props.look rejects where the image cannot be had any more
 */
export async function beginEach(props: {
  readonly images: readonly Image[];
  readonly look: (image: Image) => Promise<Image>;
  readonly begin: (image: Image) => void;
  readonly breathe: () => Promise<void>;
  readonly onOutcome: (image: Image, outcome: Begun) => void;
}): Promise<void> {
  for (const image of props.images) {
    try {
      props.begin(await props.look(image));
      props.onOutcome(image, { kind: 'begun' });
      await props.breathe();
    } catch (error) {
      props.onOutcome(image, { kind: 'failed', error });
    }
  }
}
