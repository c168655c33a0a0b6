import type { Image, ImageDraft, Spelled } from '@console/image-model';

/** The draft that a form starts from. An unknown value becomes `undefined`, so that saving keeps it. */
export function draftOf(image: Image): ImageDraft {
  return {
    name: image.name,
    description: image.description,
    diskFormat: image.diskFormat ?? undefined,
    containerFormat: image.containerFormat ?? undefined,
    os: known(image.os),
    architecture: known(image.architecture),
    hypervisor: known(image.hypervisor),
    bootMode: known(image.bootMode),
    liveResize: known(image.liveResize),
    guestAgent: known(image.guestAgent),
    nicMultiqueue: known(image.nicMultiqueue),
    passwordEncryption: known(image.passwordEncryption),
    virtio: known(image.virtio),
    minDiskGib: image.minDiskGib,
    minMemoryMib: image.minMemoryMib,
    visibility: image.visibility,
    isProtected: image.isProtected,
    isHidden: image.isHidden,
    tags: image.tags,
    properties: image.properties,
  };
}

function known<T>(spelled: Spelled<T>): T | undefined {
  return spelled.kind === 'known' ? spelled.value : undefined;
}
