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
const one = z.looseObject({ volume });
const list = z.looseObject({ volumes: z.array(volume) });

/** A volume; `size` in GiB, `status` creating, downloading, available, error… */
export type WireVolume = z.output<typeof volume>;

/** Answer of `POST /volumes` and `GET /volumes/{id}`. @throws WireShapeError */
export function parseVolume(json: unknown): WireVolume {
  return checkShape('volume', one, json).volume;
}

/** Answer of `GET /volumes/detail`. @throws WireShapeError */
export function parseVolumeList(json: unknown): readonly WireVolume[] {
  return checkShape('volume list', list, json).volumes;
}
