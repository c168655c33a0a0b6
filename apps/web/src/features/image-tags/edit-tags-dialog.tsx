import type { Image } from '@console/image-model';
import { OneImageDialog } from './one-image-dialog.tsx';
import { SeveralImagesDialog } from './several-images-dialog.tsx';

/** 编辑标签: the tags of one image, or tags to add to and take from several. */
export function EditTagsDialog(props: { readonly images: readonly Image[]; readonly onClose: () => void }) {
  const [image, ...others] = props.images;
  if (image === undefined) return null;
  return others.length === 0 ? (
    <OneImageDialog image={image} onClose={props.onClose} />
  ) : (
    <SeveralImagesDialog images={props.images} onClose={props.onClose} />
  );
}
