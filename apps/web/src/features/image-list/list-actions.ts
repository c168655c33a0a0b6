import type { Image, ImageAction } from '@console/image-model';
import type { ImageActions, ImagePermission } from '../../resources/image/index.ts';

/** Allowed for a batch when it is for one of them; the dialog tells about the others. */
export function batchPermission(actions: ImageActions, action: ImageAction, images: readonly Image[]): ImagePermission {
  const permissions = images.map((image) => actions.permission(action, image));
  return permissions.find(({ kind }) => kind === 'allowed') ?? permissions[0] ?? { kind: 'allowed' };
}
