import { paths } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import { decodeImage, encodeListQuery, type ImageListQuery, type JsonPatchOperation } from '@console/image-codec';
import type { Image } from '@console/image-model';
import { parseImage, parseImageList, type WireImage, type WireImageList } from '@console/openstack-api';
import { type Http, ignoreBody } from '../../shared/http/index.ts';

const imagesPath = `${paths.image}/v2/images`;
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

/** Path of one image at the BFF, to which the paths of its members, tasks and data are added. */
export function imagePath(id: string): string {
  return `${imagesPath}/${encodeURIComponent(id)}`;
}

/** One page as the cloud cuts it, not decoded yet. @throws RequestError */
export function listWireImages(api: ImageApi, query: ImageListQuery, signal?: AbortSignal): Promise<WireImageList> {
  return api.http.send({ path: `${imagesPath}?${encodeListQuery(query, api.profile)}`, signal, parse: parseImageList });
}

/** The same, decoded. @throws RequestError */
export async function listImages(api: ImageApi, query: ImageListQuery, signal?: AbortSignal): Promise<ImagePage> {
  const { images, next } = await listWireImages(api, query, signal);
  return { images: images.map((wire) => decodeImage(wire, api.profile)), more: next !== null };
}

/** @throws RequestError, `cloud` with 404 when there is none or it is not for these eyes */
export function getImage(api: ImageApi, id: string, signal?: AbortSignal): Promise<ImageRecord> {
  return api.http.send({
    path: imagePath(id),
    signal,
    parse: recordOf(api.profile),
  });
}

/** Makes an image without data, status `queued`. `body` is what the codec made of a draft. @throws RequestError */
export function createImage(api: ImageApi, body: Readonly<Record<string, unknown>>): Promise<ImageRecord> {
  return api.http.send({
    method: 'POST',
    path: imagesPath,
    body,
    parse: recordOf(api.profile),
  });
}

/** All or nothing. @throws RequestError */
export function patchImage(api: ImageApi, id: string, patch: readonly JsonPatchOperation[]): Promise<ImageRecord> {
  return api.http.send({
    method: 'PATCH',
    path: imagePath(id),
    body: patch,
    contentType: patchType,
    parse: recordOf(api.profile),
  });
}

/** @throws RequestError */
export function deleteImage(api: Pick<ImageApi, 'http'>, id: string): Promise<void> {
  return api.http.send({ method: 'DELETE', path: imagePath(id), parse: ignoreBody });
}

/** Where the browser's own download begins; the BFF names the file after `filename`. */
export function imageFileUrl(id: string, filename: string): string {
  return `${imagePath(id)}/file?${new URLSearchParams({ filename })}`;
}
