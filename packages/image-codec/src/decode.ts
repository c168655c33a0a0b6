import type { CloudProfile } from '@console/cloud-profiles';
import { type Image, type ImageImport, type Visibility, visibilities } from '@console/image-model';
import type { WireImage } from '@console/openstack-api';
import { isAttribute } from './attributes.ts';
import { readHardware } from './hardware.ts';
import { countValue, listValue, propertyText, textValue } from './wire-values.ts';

/** Decodes an image. Properties that the model has no field for stay in `properties`, so that none is lost. */
export function decodeImage(wire: WireImage, profile: CloudProfile): Image {
  const { hardware, usedNames } = readHardware(wire, profile);
  const { fields } = profile;
  const algorithm = textValue(wire.os_hash_algo);
  const hash = textValue(wire.os_hash_value);
  return {
    ...hardware,
    id: wire.id,
    name: textValue(wire.name) ?? '',
    status: wire.status,
    description: textValue(wire[fields.description]) ?? '',
    diskFormat: textValue(wire.disk_format),
    containerFormat: textValue(wire.container_format),
    size: firstCount(wire, fields.size),
    virtualSize: firstCount(wire, fields.virtualSize),
    minDiskGib: countValue(wire.min_disk) ?? 0,
    minMemoryMib: countValue(wire.min_ram) ?? 0,
    visibility: visibilityOf(wire, profile),
    isProtected: wire.protected === true,
    isHidden: wire.os_hidden === true,
    owner: textValue(wire.owner),
    tags: listValue(wire.tags),
    checksum: fields.checksum.map((name) => textValue(wire[name])).find((text) => text !== null) ?? null,
    hash: algorithm === null || hash === null ? null : { algorithm, value: hash },
    stores: listValue(wire.stores),
    import: importOf(wire, profile),
    createdAt: textValue(wire.created_at) ?? '',
    updatedAt: textValue(wire.updated_at) ?? '',
    properties: otherProperties(wire, profile, usedNames),
  };
}

function firstCount(wire: WireImage, names: readonly string[]): number | null {
  return names.map((name) => countValue(wire[name])).find((count) => count !== null) ?? null;
}

/** An unknown visibility is shown as private; a patch does not write it because the draft's is then the same. */
function visibilityOf(wire: WireImage, profile: CloudProfile): Visibility {
  const { read, values } = profile.fields.visibility;
  const raw = textValue(wire[read])?.toLowerCase();
  return visibilities.find((each) => values[each] === raw && raw !== undefined) ?? 'private';
}

function importOf(wire: WireImage, profile: CloudProfile): ImageImport {
  return {
    taskId: textValue(wire.os_glance_import_task),
    pendingStores: listValue(wire.os_glance_importing_to_stores),
    failedStores: listValue(wire.os_glance_failed_import),
    reason: profile.fields.failure.map((name) => textValue(wire[name])).find((text) => text !== null) ?? null,
  };
}

/** Names of properties that a profile reads into fields of the model, cached by profile. */
const fieldNamesByProfile = new WeakMap<CloudProfile, ReadonlySet<string>>();

function fieldNamesOf(profile: CloudProfile): ReadonlySet<string> {
  const { fields } = profile;
  const names =
    fieldNamesByProfile.get(profile) ??
    new Set([fields.description, fields.visibility.read, ...fields.size, ...fields.failure]);
  fieldNamesByProfile.set(profile, names);
  return names;
}

function otherProperties(wire: WireImage, profile: CloudProfile, usedNames: ReadonlySet<string>): Image['properties'] {
  const fieldNames = fieldNamesOf(profile);
  const rows: [string, string][] = [];
  for (const name of Object.keys(wire)) {
    if (isAttribute(name) || fieldNames.has(name) || usedNames.has(name)) continue;
    const text = propertyText(wire[name]);
    if (text !== null) rows.push([name, text]);
  }
  return Object.fromEntries(rows);
}
