import * as z from 'zod/mini';
import { checkShape, maybeText } from '../wire-shape.ts';

const volume = z.looseObject({
  id: z.string(),
  status: z.string(),
  size: z.number(),
  name: maybeText,
  description: maybeText,
  volume_type: maybeText,
  availability_zone: maybeText,
  bootable: z.optional(z.nullable(z.union([z.string(), z.boolean()]))),
  created_at: maybeText,
  volume_image_metadata: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** A volume; `size` is in GiB, `status` is creating, downloading, available, error… */
export type WireVolume = z.output<typeof volume>;

/** Body of `POST /volumes` and `GET /volumes/{id}`. @throws WireShapeError */
export function parseVolume(json: unknown): WireVolume {
  return checkShape('volume', z.looseObject({ volume }), json).volume;
}

/** Body of `GET /volumes/detail`. @throws WireShapeError */
export function parseVolumeList(json: unknown): readonly WireVolume[] {
  return checkShape('volume list', z.looseObject({ volumes: z.array(volume) }), json).volumes;
}

const volumeType = z.looseObject({
  id: z.string(),
  name: z.string(),
  is_public: z.optional(z.boolean()),
  description: maybeText,
});
export type WireVolumeType = z.output<typeof volumeType>;

/** Body of `GET /types`. @throws WireShapeError */
export function parseVolumeTypes(json: unknown): readonly WireVolumeType[] {
  return checkShape('volume types', z.looseObject({ volume_types: z.array(volumeType) }), json).volume_types;
}

/** Body of `GET /types/default`. @throws WireShapeError */
export function parseVolumeType(json: unknown): WireVolumeType {
  return checkShape('volume type', z.looseObject({ volume_type: volumeType }), json).volume_type;
}

const zones = z.looseObject({
  availabilityZoneInfo: z.array(
    z.looseObject({ zoneName: z.string(), zoneState: z.optional(z.looseObject({ available: z.boolean() })) }),
  ),
});

/** An availability zone for volumes. */
export interface VolumeZone {
  readonly name: string;
  readonly isAvailable: boolean;
}

/** Body of `GET /os-availability-zone`. @throws WireShapeError */
export function parseVolumeZones(json: unknown): readonly VolumeZone[] {
  return checkShape('zones', zones, json).availabilityZoneInfo.map((zone) => ({
    name: zone.zoneName,
    isAvailable: zone.zoneState?.available ?? true,
  }));
}

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

/** Use and quota of a project; gigabytes are GiB, a maximum of -1 means unlimited. */
export interface VolumeLimits {
  readonly volumes: { readonly used: number; readonly max: number };
  readonly gigabytes: { readonly used: number; readonly max: number };
}

/** Body of `GET /limits`. @throws WireShapeError */
export function parseVolumeLimits(json: unknown): VolumeLimits {
  const { absolute } = checkShape('volume limits', limits, json).limits;
  return {
    volumes: { used: absolute.totalVolumesUsed, max: absolute.maxTotalVolumes },
    gigabytes: { used: absolute.totalGigabytesUsed, max: absolute.maxTotalVolumeGigabytes },
  };
}
