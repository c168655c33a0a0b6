import type { CloudProfile } from '@console/cloud-profiles';
import type { HardwareConcept, ImageDraft, Visibility } from '@console/image-model';
import { gibToMib } from '@console/units';
import { type ImageFields, knownValueOf, type PropertyRow, shownFields } from './image-fields.ts';

/** Converts the fields to a draft. Hidden fields and unknown values are left out, so that the image keeps its values. */
export function fieldsDraft(values: ImageFields, profile: CloudProfile): ImageDraft {
  const properties = propertiesOf(values.properties);
  return {
    ...hardwareDraft(values, shownFields(values, profile)),
    name: values.name.trim(),
    description: values.description.trim() || undefined,
    diskFormat: values.diskFormat ?? undefined,
    minDiskGib: values.minDiskGib ?? undefined,
    minMemoryMib: values.minMemoryGib === null ? undefined : gibToMib(values.minMemoryGib),
    visibility: visibilityOf(values),
    isProtected: values.isProtected,
    tags: values.tags.length === 0 ? undefined : values.tags,
    properties: Object.keys(properties).length === 0 ? undefined : properties,
  };
}

/** Combines the two fields of visibility: the switch for `public`, and the choice among the others. */
export function visibilityOf(values: Pick<ImageFields, 'isPublic' | 'limitedVisibility'>): Visibility {
  return values.isPublic ? 'public' : values.limitedVisibility;
}

/** Converts rows to properties by their trimmed names. Rows without a name are left out. */
export function propertiesOf(rows: readonly PropertyRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map((row) => [row.key.trim(), row.value] as const).filter(([key]) => key !== ''));
}

function hardwareDraft(values: ImageFields, shown: ReadonlySet<HardwareConcept>): Pick<ImageDraft, HardwareConcept> {
  const virtio = knownValueOf(values.virtio);
  const draft: Required<Pick<ImageDraft, HardwareConcept>> = {
    os: knownValueOf(values.os),
    architecture: knownValueOf(values.architecture),
    hypervisor: knownValueOf(values.hypervisor),
    bootMode: knownValueOf(values.bootMode),
    liveResize: knownValueOf<boolean>(values.liveResize),
    guestAgent: knownValueOf<boolean>(values.guestAgent),
    nicMultiqueue: knownValueOf<boolean>(values.nicMultiqueue),
    passwordEncryption: knownValueOf<boolean>(values.passwordEncryption),
    virtio: virtio === undefined ? undefined : virtio === 'yes',
  };
  return Object.fromEntries(Object.entries(draft).filter(([concept]) => shown.has(concept as HardwareConcept)));
}
