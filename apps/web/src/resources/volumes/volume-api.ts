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

/** What the cloud takes where no type is named. @throws RequestError, `cloud` with 404 when there is none */
export function getDefaultVolumeType(http: Http, signal?: AbortSignal): Promise<WireVolumeType> {
  return http.send({ path: `${base}/types/default`, signal, parse: parseVolumeType });
}

/** @throws RequestError */
export function listZones(http: Http, signal?: AbortSignal): Promise<readonly VolumeZone[]> {
  return http.send({ path: `${base}/os-availability-zone`, signal, parse: parseVolumeZones });
}

/** What the project may have and has. @throws RequestError */
export function getVolumeLimits(http: Http, signal?: AbortSignal): Promise<VolumeLimits> {
  return http.send({ path: `${base}/limits`, signal, parse: parseVolumeLimits });
}

/** What a volume from an image is to be. `null` = the cloud decides. */
export interface VolumeDraft {
  readonly name: string;
  readonly description: string;
  readonly sizeGib: number;
  /** Name of the volume type. */
  readonly type: string | null;
  readonly zone: string | null;
  readonly imageId: string;
}

/** Body of `POST /volumes`; what the cloud decides is not named. */
export function encodeVolume(draft: VolumeDraft): Readonly<Record<string, unknown>> {
  return {
    volume: {
      name: draft.name,
      size: draft.sizeGib,
      imageRef: draft.imageId,
      ...(draft.description === '' ? {} : { description: draft.description }),
      ...(draft.type === null ? {} : { volume_type: draft.type }),
      ...(draft.zone === null ? {} : { availability_zone: draft.zone }),
    },
  };
}

/**
 * Begins to make a volume, status `creating`; whether it works out is known later. Where only the answer is lost, the one
 * volume that there is of this name and size, and was not before, is it: asking again would make another one.
 * @throws RequestError
 */
export async function createVolume(http: Http, draft: VolumeDraft): Promise<Volume> {
  const before = await volumesLike(http, draft).catch(() => null);
  try {
    return await postVolume(http, draft);
  } catch (error) {
    if (before === null || !isOutcomeUnknown(error)) throw error;
    const after = await volumesLike(http, draft).catch(() => []);
    const [made, ...others] = after.filter(({ id }) => before.every((volume) => volume.id !== id));
    if (made === undefined || others.length > 0) throw error;
    return made;
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

/** Those of the same name and size; which image one is made from is not known while it is being made. */
async function volumesLike(http: Http, { name, sizeGib }: VolumeDraft): Promise<readonly Volume[]> {
  const query = new URLSearchParams({ name });
  const found = await http.send({ path: `${base}/volumes/detail?${query}`, parse: parseVolumeList });
  return found.map(decodeVolume).filter((volume) => volume.sizeGib === sizeGib);
}

/** @throws RequestError, `cloud` with 404 when there is none or it is not for these eyes */
export function getVolume(http: Http, id: string, signal?: AbortSignal): Promise<Volume> {
  return http.send({
    path: `${base}/volumes/${encodeURIComponent(id)}`,
    signal,
    parse: (body) => decodeVolume(parseVolume(body)),
  });
}

/** The most Cinder gives in one page as it is shipped. */
const limit = 1000;

/** The project's volumes that were made from an image, newest first; Cinder cannot be asked for them alone. @throws RequestError */
export async function listVolumesOfImage(
  http: Http,
  imageId: string,
  signal?: AbortSignal,
): Promise<readonly Volume[]> {
  const found: Volume[] = [];
  let page = await pageAfter(http, null, signal);
  while (true) {
    found.push(...page.map(decodeVolume).filter((volume) => volume.imageId === imageId));
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return found;
    page = await pageAfter(http, last.id, signal);
  }
}

function pageAfter(http: Http, marker: string | null, signal: AbortSignal | undefined): Promise<readonly WireVolume[]> {
  const query = new URLSearchParams({ limit: String(limit), ...(marker === null ? {} : { marker }) });
  return http.send({ path: `${base}/volumes/detail?${query}`, signal, parse: parseVolumeList });
}
