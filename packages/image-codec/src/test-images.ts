import type { Image, ImageDraft, Spelled } from '@console/image-model';
import { parseImage, type WireImage } from '@console/openstack-api';
import type { JsonPatchOperation } from './patch.ts';

/** For tests: an image of the cloud with these properties. */
export function testImage(properties: Readonly<Record<string, unknown>>): WireImage {
  return parseImage({ id: 'id', status: 'active', name: 'x', ...properties });
}

/** For tests: the image after a patch, applied by Glance's rules. @throws where Glance answers 400 or 409 */
export function patchTestImage(wire: WireImage, patch: readonly JsonPatchOperation[]): WireImage {
  const after: Record<string, unknown> = { ...wire };
  for (const operation of patch) {
    if (!/^\/(?:[^/~]|~[01])+$/.test(operation.path)) throw new Error(`400 ${operation.path}`);
    const name = operation.path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    if (operation.op !== 'add' && !Object.hasOwn(after, name)) throw new Error(`409 Property ${name} does not exist.`);
    if (operation.op === 'remove') delete after[name];
    else after[name] = operation.value;
  }
  return parseImage(after);
}

/** For tests: a draft with every value of the image. An unknown value becomes `undefined`, so that a patch keeps it. */
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
