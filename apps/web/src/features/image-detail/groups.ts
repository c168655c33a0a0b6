import type { HardwareConcept, Image } from '@console/image-model';

export const groupNames = ['hardware', 'os', 'agent', 'source', 'other'] as const;
export type GroupName = (typeof groupNames)[number];

/** A line of a group: a concept the console has words for, or a property as the cloud has it. */
export type Row =
  | { readonly kind: 'concept'; readonly concept: HardwareConcept }
  | { readonly kind: 'property'; readonly name: string; readonly value: string };

export interface Group {
  readonly name: GroupName;
  readonly rows: readonly Row[];
}

const conceptsOf: Readonly<Record<GroupName, readonly HardwareConcept[]>> = {
  hardware: ['architecture', 'hypervisor', 'bootMode', 'virtio', 'nicMultiqueue', 'liveResize'],
  os: ['os', 'passwordEncryption'],
  agent: ['guestAgent'],
  source: [],
  other: [],
};

/** Where a property belongs by its name; the first that fits. */
const places: readonly (readonly [pattern: RegExp, group: GroupName])[] = [
  [/agent/i, 'agent'],
  [/^(hw_|img_|hypervisor_|cpu|architecture$|trait:|vmware_|es_virtio)/, 'hardware'],
  [
    /^(os_glance|base_image|source|image_(type|location|state)|instance_|user_id|owner_|boot_roles|stores?$|direct_url)/,
    'source',
  ],
  [/^(os_|__os|__platform|kernel_id|ramdisk_id)/, 'os'],
];

function groupOf(property: string): GroupName {
  return places.find(([pattern]) => pattern.test(property))?.[1] ?? 'other';
}

/** Everything an image says about itself beyond its attributes, by what it is about; a group with nothing in it is left out. */
export function propertyGroups(image: Image): readonly Group[] {
  const properties = Object.entries(image.properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return groupNames
    .map((name): Group => {
      const concepts = conceptsOf[name].filter((concept) => image[concept].kind !== 'absent');
      const own = properties.filter(([property]) => groupOf(property) === name);
      return {
        name,
        rows: [
          ...concepts.map((concept) => ({ kind: 'concept', concept }) as const),
          ...own.map(([property, value]) => ({ kind: 'property', name: property, value }) as const),
        ],
      };
    })
    .filter(({ rows }) => rows.length > 0);
}
