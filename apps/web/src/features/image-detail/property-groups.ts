import type { HardwareConcept, Image } from '@console/image-model';

export const groupNames = ['hardware', 'os', 'agent', 'source', 'other'] as const;
export type GroupName = (typeof groupNames)[number];

/** A row of a group: a concept that the console translates, or a property as the cloud spells it. */
export type PropertyRow =
  | { readonly kind: 'concept'; readonly concept: HardwareConcept }
  | { readonly kind: 'property'; readonly name: string; readonly value: string };

export interface PropertyGroup {
  readonly name: GroupName;
  readonly rows: readonly PropertyRow[];
}

const conceptsByGroup: Readonly<Record<GroupName, readonly HardwareConcept[]>> = {
  hardware: ['architecture', 'hypervisor', 'bootMode', 'virtio', 'nicMultiqueue', 'liveResize'],
  os: ['os', 'passwordEncryption'],
  agent: ['guestAgent'],
  source: [],
  other: [],
};

/** Property names by group. The first matching pattern decides. */
const groupPatterns: readonly (readonly [pattern: RegExp, group: GroupName])[] = [
  [/agent/i, 'agent'],
  [/^(hw_|img_|hypervisor_|cpu|architecture$|trait:|vmware_|es_virtio)/, 'hardware'],
  [
    /^(os_glance|base_image|source|image_(type|location|state)|instance_|user_id|owner_|boot_roles|stores?$|direct_url)/,
    'source',
  ],
  [/^(os_|__os|__platform|kernel_id|ramdisk_id)/, 'os'],
];

function groupOf(property: string): GroupName {
  return groupPatterns.find(([pattern]) => pattern.test(property))?.[1] ?? 'other';
}

/** Groups the concepts and properties of an image by topic. Absent concepts and empty groups are left out. */
export function groupProperties(image: Image): readonly PropertyGroup[] {
  const properties = Object.entries(image.properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return groupNames
    .map((group): PropertyGroup => {
      const concepts = conceptsByGroup[group].filter((concept) => image[concept].kind !== 'absent');
      const ownProperties = properties.filter(([property]) => groupOf(property) === group);
      return {
        name: group,
        rows: [
          ...concepts.map((concept) => ({ kind: 'concept', concept }) as const),
          ...ownProperties.map(([name, value]) => ({ kind: 'property', name, value }) as const),
        ],
      };
    })
    .filter(({ rows }) => rows.length > 0);
}
