import { paths } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import { decodeImage, encodeListQuery, type ImageListQuery, type JsonPatchOperation } from '@console/image-codec';
import type { Image } from '@console/image-model';
import {
  parseImage,
  parseImageList,
  parseTaskList,
  type WireImage,
  type WireImageList,
  type WireTask,
} from '@console/openstack-api';
import { type Http, ignoreBody } from '../../shared/http/index.ts';

const base = `${paths.image}/v2/images`;
const patchType = 'application/openstack-images-v2.1-json-patch';

/** An image in both shapes: what the console says, and what the cloud sent. */
export interface ImageRecord {
  readonly image: Image;
  readonly wire: WireImage;
}

export interface ImagePage {
  readonly images: readonly Image[];
  /** False on the last page. */
  readonly more: boolean;
}

/** What every call needs: the way to the BFF and how this cloud spells things. */
export interface ImageApi {
  readonly http: Http;
  readonly profile: CloudProfile;
}

function recordOf(profile: CloudProfile): (body: unknown) => ImageRecord {
  return (body) => {
    const wire = parseImage(body);
    return { wire, image: decodeImage(wire, profile) };
  };
}

function pathOf(id: string): string {
  return `${base}/${encodeURIComponent(id)}`;
}

/** One page as the cloud cuts it, not decoded yet. @throws RequestError */
export function listWire(api: ImageApi, query: ImageListQuery, signal?: AbortSignal): Promise<WireImageList> {
  return api.http.send({ path: `${base}?${encodeListQuery(query, api.profile)}`, signal, parse: parseImageList });
}

/** The same, decoded. @throws RequestError */
export async function listImages(api: ImageApi, query: ImageListQuery, signal?: AbortSignal): Promise<ImagePage> {
  const { images, next } = await listWire(api, query, signal);
  return { images: images.map((wire) => decodeImage(wire, api.profile)), more: next !== null };
}

/** @throws RequestError, `cloud` with 404 when there is none or it is not for these eyes */
export function getImage(api: ImageApi, id: string, signal?: AbortSignal): Promise<ImageRecord> {
  return api.http.send({
    path: pathOf(id),
    signal,
    parse: recordOf(api.profile),
  });
}

/** Makes an image without data, status `queued`. `body` is what the codec made of a draft. @throws RequestError */
export function createImage(api: ImageApi, body: Readonly<Record<string, unknown>>): Promise<ImageRecord> {
  return api.http.send({
    method: 'POST',
    path: base,
    body,
    parse: recordOf(api.profile),
  });
}

/** All or nothing. @throws RequestError */
export function patchImage(api: ImageApi, id: string, patch: readonly JsonPatchOperation[]): Promise<ImageRecord> {
  return api.http.send({
    method: 'PATCH',
    path: pathOf(id),
    body: patch,
    contentType: patchType,
    parse: recordOf(api.profile),
  });
}

/** @throws RequestError */
export function deleteImage(api: Pick<ImageApi, 'http'>, id: string): Promise<void> {
  return api.http.send({ method: 'DELETE', path: pathOf(id), parse: ignoreBody });
}

/** Glance's interoperable import; `body` names the method and its input. @throws RequestError */
export function importImage(
  api: Pick<ImageApi, 'http'>,
  id: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  return api.http.send({
    method: 'POST',
    path: `${pathOf(id)}/import`,
    body,
    parse: ignoreBody,
  });
}

/** What the cloud has done to the image in the background, newest last. @throws RequestError */
export function listImageTasks(
  api: Pick<ImageApi, 'http'>,
  id: string,
  signal?: AbortSignal,
): Promise<readonly WireTask[]> {
  return api.http.send({
    path: `${pathOf(id)}/tasks`,
    signal,
    parse: parseTaskList,
  });
}

/** Where the browser's own download begins; the BFF names the file after `filename`. */
export function imageFileUrl(id: string, filename: string): string {
  return `${pathOf(id)}/file?${new URLSearchParams({ filename })}`;
}
