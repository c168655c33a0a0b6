import { paths } from '@console/bff-contract';
import {
  parseVolume,
  parseVolumeLimits,
  parseVolumeList,
  parseVolumeType,
  parseVolumeTypes,
  parseVolumeZones,
  type VolumeLimits,
  type VolumeZone,
  type WireVolume,
  type WireVolumeType,
} from '@console/openstack-api';
import { type Http, isOutcomeUnknown } from '../../shared/http/index.ts';
import { decodeVolume, type Volume } from './volume.ts';

const base = `${paths.volume}/v3`;

/** @throws RequestError */
export function listVolumeTypes(http: Http, signal?: AbortSignal): Promise<readonly WireVolumeType[]> {
  return http.send({ path: `${base}/types`, signal, parse: parseVolumeTypes });
}

/** Fetches the type that Cinder uses where none is named. @throws RequestError `cloud` with 404 where there is none */
export function getDefaultVolumeType(http: Http, signal?: AbortSignal): Promise<WireVolumeType> {
  return http.send({ path: `${base}/types/default`, signal, parse: parseVolumeType });
}

/** @throws RequestError */
export function listZones(http: Http, signal?: AbortSignal): Promise<readonly VolumeZone[]> {
  return http.send({ path: `${base}/os-availability-zone`, signal, parse: parseVolumeZones });
}

/** Fetches the project's quota and usage. @throws RequestError */
export function getVolumeLimits(http: Http, signal?: AbortSignal): Promise<VolumeLimits> {
  return http.send({ path: `${base}/limits`, signal, parse: parseVolumeLimits });
}

/** A volume to be created from an image. */
export interface VolumeDraft {
  readonly name: string;
  readonly description: string;
  readonly sizeGib: number;
  /** Name of the volume type; `null` = Cinder's default. */
  readonly type: string | null;
  /** `null` = Cinder's choice. */
  readonly zone: string | null;
  readonly imageId: string;
}

/** Encodes the body of `POST /volumes`. What Cinder is to choose is left out (`JSON.stringify` drops `undefined`). */
export function encodeVolume(draft: VolumeDraft): Readonly<Record<string, unknown>> {
  return {
    volume: {
      name: draft.name,
      size: draft.sizeGib,
      imageRef: draft.imageId,
      description: draft.description || undefined,
      volume_type: draft.type ?? undefined,
      availability_zone: draft.zone ?? undefined,
    },
  };
}

/**
 * Starts the creation of a volume, status `creating`. Cinder reports a failure later, in the status. Where the response is
 * lost, the only new volume of the same name and size is taken as the created one, because a second request would create
 * a second volume.
 * @throws RequestError
 */
export async function createVolume(http: Http, draft: VolumeDraft): Promise<Volume> {
  const before = await listSimilarVolumes(http, draft).catch(() => null);
  try {
    return await postVolume(http, draft);
  } catch (error) {
    if (before === null || !isOutcomeUnknown(error)) throw error;
    const after = await listSimilarVolumes(http, draft).catch(() => []);
    const [created, ...others] = after.filter(({ id }) => before.every((volume) => volume.id !== id));
    if (created === undefined || others.length > 0) throw error;
    return created;
  }
}

function postVolume(http: Http, draft: VolumeDraft): Promise<Volume> {
  return http.send({
    method: 'POST',
    path: `${base}/volumes`,
    body: encodeVolume(draft),
    parse: (body) => decodeVolume(parseVolume(body)),
  });
}

/** Lists volumes of the same name and size. Cinder does not report the image of a volume that is being created. */
async function listSimilarVolumes(http: Http, { name, sizeGib }: VolumeDraft): Promise<readonly Volume[]> {
  const query = new URLSearchParams({ name });
  const found = await http.send({ path: `${base}/volumes/detail?${query}`, parse: parseVolumeList });
  return found.map(decodeVolume).filter((volume) => volume.sizeGib === sizeGib);
}

/** @throws RequestError `cloud` with 404 where the volume does not exist or the project may not see it */
export function getVolume(http: Http, id: string, signal?: AbortSignal): Promise<Volume> {
  return http.send({
    path: `${base}/volumes/${encodeURIComponent(id)}`,
    signal,
    parse: (body) => decodeVolume(parseVolume(body)),
  });
}

/** The most volumes that Cinder returns in one page (`osapi_max_limit`). */
const limit = 1000;

/**
 * Lists the project's volumes that were created from an image, newest first. Cinder has no filter for the image, so every
 * page is fetched.
 * @throws RequestError
 */
export async function listVolumesOfImage(
  http: Http,
  imageId: string,
  signal?: AbortSignal,
): Promise<readonly Volume[]> {
  const found: Volume[] = [];
  let page = await fetchPage(http, undefined, signal);
  while (true) {
    found.push(...page.map(decodeVolume).filter((volume) => volume.imageId === imageId));
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return found;
    page = await fetchPage(http, last.id, signal);
  }
}

function fetchPage(http: Http, marker?: string, signal?: AbortSignal): Promise<readonly WireVolume[]> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (marker !== undefined) query.set('marker', marker);
  return http.send({ path: `${base}/volumes/detail?${query}`, signal, parse: parseVolumeList });
}
