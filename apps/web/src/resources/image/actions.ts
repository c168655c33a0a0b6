import type { Image, ImageAction } from '@console/image-model';
import type { ImagePermission } from './action-button.tsx';

/** What can be asked of images where they are shown; how it is done is not the view's business. */
export interface ImageActions {
  /** For one image, in the order in which they are offered. */
  readonly offered: readonly ImageAction[];
  /** Those that make sense for several at once. */
  readonly batch: readonly ImageAction[];
  readonly permission: (action: ImageAction, image: Image) => ImagePermission;
  readonly run: (action: ImageAction, images: readonly Image[]) => void;
}
