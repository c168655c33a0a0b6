import type { CloudProfile } from '@console/cloud-profiles';
import { hardwareConcepts, type ImageDraft } from '@console/image-model';
import { isAttribute } from './attributes.ts';
import { hardwareWrites } from './hardware.ts';

/**
 * Body of `POST /v2/images`. Fields that are undefined in the draft, and values that the cloud cannot express, are not
 * sent. A property of the draft wins over a concept with the same wire name.
 */
export function encodeDraft(draft: ImageDraft, profile: CloudProfile): Record<string, unknown> {
  const description = draft.description?.trim() ?? '';
  const { visibility } = profile.fields;
  const visibilityText = draft.visibility === undefined ? undefined : visibility.values[draft.visibility];
  return Object.fromEntries(
    Object.entries({
      name: draft.name.trim(),
      disk_format: draft.diskFormat,
      container_format: draft.containerFormat ?? 'bare',
      min_disk: draft.minDiskGib,
      min_ram: draft.minMemoryMib,
      protected: draft.isProtected,
      os_hidden: draft.isHidden,
      tags: draft.tags,
      [visibility.write ?? visibility.read]: visibility.write === null ? undefined : visibilityText,
      [profile.fields.description]: description === '' ? undefined : description,
      ...hardwareProperties(draft, profile),
      ...draftProperties(draft),
    }).filter(([, value]) => value !== undefined && value !== null),
  );
}

function hardwareProperties(draft: ImageDraft, profile: CloudProfile): Record<string, string | null> {
  const body: Record<string, string | null> = {};
  for (const concept of hardwareConcepts) {
    const value = draft[concept];
    if (value !== undefined) Object.assign(body, Object.fromEntries(hardwareWrites(profile.concepts[concept], value)));
  }
  return body;
}

function draftProperties(draft: ImageDraft): Record<string, string | null> {
  return Object.fromEntries(Object.entries(draft.properties ?? {}).filter(([name]) => !isAttribute(name)));
}
