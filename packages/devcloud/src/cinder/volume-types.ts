import { createHash } from 'node:crypto';

export interface VolumeType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** Volume types; the first one is the default. */
const rows: readonly (readonly [name: string, description: string])[] = [
  ['local', 'Local disks'],
  ['archive', 'Slow and large'],
  ['__DEFAULT__', 'Default Volume Type'],
];

export const volumeTypes: readonly VolumeType[] = rows.map(([name, description]) => ({
  id: uuidOf(name),
  name,
  description,
}));
export const zone = 'nova';

/** Finds a type by id or name. Returns the default type for `undefined`, and `null` for an unknown one. */
export function volumeType(requested: string | undefined): VolumeType | null {
  if (requested === undefined) return volumeTypes[0] ?? null;
  return volumeTypes.find(({ id, name }) => id === requested || name === requested) ?? null;
}

/** The quota of every project. */
export const quota = { volumes: 10, gigabytes: 1000 } as const;

export function typeView({ id, name, description }: VolumeType) {
  return {
    id,
    name,
    is_public: true,
    description,
    extra_specs: {},
  };
}

function uuidOf(name: string): string {
  const hex = createHash('sha256').update(`volume-type/${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
