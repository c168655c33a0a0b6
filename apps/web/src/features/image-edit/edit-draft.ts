import type { CloudProfile } from '@console/cloud-profiles';
import { encodePatch, type JsonPatchOperation } from '@console/image-codec';
import { type HardwareConcept, hardwareConcepts, type ImageDraft } from '@console/image-model';
import { gibToMib } from '@console/units';
import { fieldsDraft, propertiesOf, visibilityOf } from '../../resources/image-fields/fields-draft.ts';
import { shownFields } from '../../resources/image-fields/image-fields.ts';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { changedParts, type Part, propertyOf } from './edit-parts.ts';
import { type EditValues, editValuesOf } from './edit-values.ts';

/** Returns the JSON patch that turns a fetched image into the form's values; empty where nothing has changed. */
export function editPatchOf(record: ImageRecord, to: EditValues, profile: CloudProfile): readonly JsonPatchOperation[] {
  return encodePatch(record.wire, draftOfChanges(editValuesOf(record.image), to, profile), profile);
}

/** Creates a draft of the changed parts. The other parts are left out, so that the image keeps them. */
export function draftOfChanges(from: EditValues, to: EditValues, profile: CloudProfile): ImageDraft {
  const changed = new Set<Part>(changedParts(from, to));
  const ifChanged = <T>(part: Part, value: T): T | undefined => (changed.has(part) ? value : undefined);
  const draft = fieldsDraft(to, profile);
  return {
    ...Object.fromEntries(hardwareConcepts.map((concept) => [concept, ifChanged(concept, draft[concept])])),
    name: ifChanged('name', to.name.trim()) ?? from.name,
    description: ifChanged('description', to.description.trim()),
    diskFormat: ifChanged('diskFormat', to.diskFormat ?? undefined),
    minDiskGib: ifChanged('minDiskGib', to.minDiskGib ?? 0),
    minMemoryMib: ifChanged('minMemoryGib', gibToMib(to.minMemoryGib ?? 0)),
    visibility: ifChanged('visibility', visibilityOf(to)),
    isProtected: ifChanged('isProtected', to.isProtected),
    isHidden: ifChanged('isHidden', to.isHidden),
    tags: ifChanged('tags', to.tags),
    properties: { ...removedProperties(changed, to, profile), ...changedProperties(changed, to) },
  };
}

/** Removes the properties of emptied choices, except those that the user has entered as further properties. */
function removedProperties(changed: ReadonlySet<Part>, to: EditValues, profile: CloudProfile): Record<string, null> {
  const shown = shownFields(to, profile);
  const isEmptied = (concept: HardwareConcept) => shown.has(concept) && changed.has(concept) && to[concept] === null;
  const rows = new Set(Object.keys(propertiesOf(to.properties)));
  const names = hardwareConcepts.filter(isEmptied).flatMap((concept) => {
    const spelling = profile.concepts[concept];
    return spelling === undefined ? [] : [...spelling.read, ...spelling.beside.map(({ name }) => name)];
  });
  return Object.fromEntries(names.filter((name) => !rows.has(name)).map((name) => [name, null]));
}

function changedProperties(changed: ReadonlySet<Part>, to: EditValues): Record<string, string | null> {
  const properties = new Map(Object.entries(propertiesOf(to.properties)));
  const names = [...changed].map(propertyOf).filter((name) => name !== null);
  return Object.fromEntries(names.map((name) => [name, properties.get(name) ?? null]));
}
