import type { CloudProfile } from '@console/cloud-profiles';
import type { HardwareConcept, ImageDraft, Visibility } from '@console/image-model';
import { gibToMib } from '@console/units';
import { type ImageFields, knownValueOf, type PropertyRow, shownFields } from './image-fields.ts';

/** What the fields decide, in the console's words. One that is not shown or holds no word of ours decides nothing. */
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

/** Visibility is said in two fields: public, or who else sees it. */
export function visibilityOf(values: Pick<ImageFields, 'isPublic' | 'limitedVisibility'>): Visibility {
  return values.isPublic ? 'public' : values.limitedVisibility;
}

/** Rows as properties by their trimmed names; a row without a name is none. */
export function propertiesOf(rows: readonly PropertyRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map((row) => [row.key.trim(), row.value] as const).filter(([key]) => key !== ''));
}

function hardwareDraft(values: ImageFields, shown: ReadonlySet<HardwareConcept>): Pick<ImageDraft, HardwareConcept> {
  const virtio = knownValueOf(values.virtio);
  const answers: Required<Pick<ImageDraft, HardwareConcept>> = {
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
  return Object.fromEntries(Object.entries(answers).filter(([concept]) => shown.has(concept as HardwareConcept)));
}
