import type { Image } from '@console/image-model';
import { isReservedKey } from '@console/image-model';
import { mibToGib } from '@console/units';
import { choiceOf, type ImageFields } from '../../resources/image-fields/image-fields.ts';

/** Values of the edit form. */
export interface EditValues extends ImageFields {
  /** Whether lists leave the image out (`os_hidden`). */
  isHidden: boolean;
}

/** Converts an image to form values. Values that the console does not know are kept as raw values. */
export function editValuesOf(image: Image): EditValues {
  const virtio = choiceOf(image.virtio);
  return {
    name: image.name,
    description: image.description,
    diskFormat: image.diskFormat,
    os: choiceOf(image.os),
    architecture: choiceOf(image.architecture),
    hypervisor: choiceOf(image.hypervisor),
    bootMode: choiceOf(image.bootMode),
    liveResize: choiceOf(image.liveResize) ?? false,
    guestAgent: choiceOf(image.guestAgent) ?? false,
    nicMultiqueue: choiceOf(image.nicMultiqueue) ?? false,
    passwordEncryption: choiceOf(image.passwordEncryption) ?? false,
    virtio: typeof virtio === 'boolean' ? (virtio ? 'yes' : 'no') : virtio,
    minDiskGib: image.minDiskGib,
    minMemoryGib: mibToGib(image.minMemoryMib),
    isPublic: image.visibility === 'public',
    limitedVisibility: image.visibility === 'public' ? 'private' : image.visibility,
    isProtected: image.isProtected,
    isHidden: image.isHidden,
    tags: [...image.tags],
    properties: Object.entries(image.properties)
      .filter(([key]) => !isReservedKey(key))
      .map(([key, value]) => ({ key, value })),
  };
}
