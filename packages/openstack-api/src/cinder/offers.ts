import * as z from 'zod/mini';
import { checkShape, maybeText } from '../wire-shape.ts';

const type = z.looseObject({
  id: z.string(),
  name: z.string(),
  is_public: z.optional(z.boolean()),
  description: maybeText,
});
const types = z.looseObject({ volume_types: z.array(type) });
const oneType = z.looseObject({ volume_type: type });
const zones = z.looseObject({
  availabilityZoneInfo: z.array(
    z.looseObject({ zoneName: z.string(), zoneState: z.optional(z.looseObject({ available: z.boolean() })) }),
  ),
});
const limits = z.looseObject({
  limits: z.looseObject({
    absolute: z.looseObject({
      maxTotalVolumes: z.number(),
      totalVolumesUsed: z.number(),
      maxTotalVolumeGigabytes: z.number(),
      totalGigabytesUsed: z.number(),
    }),
  }),
});

export type WireVolumeType = z.output<typeof type>;

export interface VolumeZone {
  readonly name: string;
  readonly isAvailable: boolean;
}

/** What a project may have and has; gigabytes are GiB, and a maximum of -1 is none. */
export interface VolumeLimits {
  readonly volumes: { readonly used: number; readonly max: number };
  readonly gigabytes: { readonly used: number; readonly max: number };
}

/** Answer of `GET /types`. @throws WireShapeError */
export function parseVolumeTypes(json: unknown): readonly WireVolumeType[] {
  return checkShape('volume types', types, json).volume_types;
}

/** Answer of `GET /types/default`. @throws WireShapeError */
export function parseVolumeType(json: unknown): WireVolumeType {
  return checkShape('volume type', oneType, json).volume_type;
}

/** Answer of `GET /os-availability-zone`. @throws WireShapeError */
export function parseVolumeZones(json: unknown): readonly VolumeZone[] {
  return checkShape('zones', zones, json).availabilityZoneInfo.map((zone) => ({
    name: zone.zoneName,
    isAvailable: zone.zoneState?.available ?? true,
  }));
}

/** Answer of `GET /limits`. @throws WireShapeError */
export function parseVolumeLimits(json: unknown): VolumeLimits {
  const { absolute } = checkShape('volume limits', limits, json).limits;
  return {
    volumes: { used: absolute.totalVolumesUsed, max: absolute.maxTotalVolumes },
    gigabytes: { used: absolute.totalGigabytesUsed, max: absolute.maxTotalVolumeGigabytes },
  };
}
