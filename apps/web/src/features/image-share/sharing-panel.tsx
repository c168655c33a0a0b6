import type { Image } from '@console/image-model';
import { Members } from './members.tsx';
import { NotShared } from './not-shared.tsx';

/** 共享: with whom an image is shared; for a member its own answer; what must change where it cannot be shared. */
export function SharingPanel({ image }: { readonly image: Image }) {
  return image.visibility === 'shared' ? <Members image={image} /> : <NotShared image={image} />;
}
