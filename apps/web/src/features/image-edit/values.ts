import type { Image } from '@console/image-model';
import { mibToGib } from '@console/units';
import { isReservedKey } from '../../resources/image-fields/field-rules.ts';
import { choiceOf, type ImageFields } from '../../resources/image-fields/image-fields.ts';

/** What the form holds: the fields about the image, and whether lists leave it out. */
export interface EditValues extends ImageFields {
  isHidden: boolean;
}

/** An image as the form shows it. What it says in words of its own is held as it is, so that it stays. */
export function valuesFrom(image: Image): EditValues {
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
