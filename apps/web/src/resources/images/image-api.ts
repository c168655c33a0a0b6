import { paths } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import { decodeImage, encodeListQuery, type ImageListQuery, type JsonPatchOperation } from '@console/image-codec';
import type { Image } from '@console/image-model';
import { parseImage, parseImageList, type WireImage, type WireImageList } from '@console/openstack-api';
import { type Http, ignoreBody } from '../../shared/http/index.ts';

const imagesPath = `${paths.image}/v2/images`;
const patchType = 'application/openstack-images-v2.1-json-patch';

/** An image as the model and as the wire record it was decoded from. */
export interface ImageRecord {
  readonly image: Image;
  readonly wire: WireImage;
}

export interface ImagePage {
  readonly images: readonly Image[];
  /** False on the last page. */
  readonly more: boolean;
}

/** The dependencies of every call: the transport to the BFF and the cloud's profile. */
export interface ImageApi {
  readonly http: Http;
  readonly profile: CloudProfile;
}

function createRecordParser(profile: CloudProfile): (body: unknown) => ImageRecord {
  return (body) => {
    const wire = parseImage(body);
    return { wire, image: decodeImage(wire, profile) };
  };
}

/** Path of one image at the BFF. The paths of its members, tasks and data start with it. */
export function imagePath(id: string): string {
  return `${imagesPath}/${encodeURIComponent(id)}`;
}

/** Fetches one page of the image list as wire records. @throws RequestError */
export function listWireImages(api: ImageApi, query: ImageListQuery, signal?: AbortSignal): Promise<WireImageList> {
  return api.http.send({ path: `${imagesPath}?${encodeListQuery(query)}`, signal, parse: parseImageList });
}

/** Fetches and decodes one page of the image list. @throws RequestError */
export async function listImages(api: ImageApi, query: ImageListQuery, signal?: AbortSignal): Promise<ImagePage> {
  const { images, next } = await listWireImages(api, query, signal);
  return { images: images.map((wire) => decodeImage(wire, api.profile)), more: next !== null };
}

/** @throws RequestError `cloud` with 404 where the image does not exist or the project may not see it */
export function getImage(api: ImageApi, id: string, signal?: AbortSignal): Promise<ImageRecord> {
  return api.http.send({
    path: imagePath(id),
    signal,
    parse: createRecordParser(api.profile),
  });
}

/** Creates an image without data, status `queued`. `body` is an encoded draft. @throws RequestError */
export function createImage(api: ImageApi, body: Readonly<Record<string, unknown>>): Promise<ImageRecord> {
  return api.http.send({
    method: 'POST',
    path: imagesPath,
    body,
    parse: createRecordParser(api.profile),
  });
}

/** Applies a JSON patch; Glance applies all of its operations or none. @throws RequestError */
export function patchImage(api: ImageApi, id: string, patch: readonly JsonPatchOperation[]): Promise<ImageRecord> {
  return api.http.send({
    method: 'PATCH',
    path: imagePath(id),
    body: patch,
    contentType: patchType,
    parse: createRecordParser(api.profile),
  });
}

/** @throws RequestError */
export function deleteImage(api: Pick<ImageApi, 'http'>, id: string): Promise<void> {
  return api.http.send({ method: 'DELETE', path: imagePath(id), parse: ignoreBody });
}

/** URL of an image's data for the browser's own download; the BFF sends `filename` as the file's name. */
export function imageFileUrl(id: string, filename: string): string {
  return `${imagePath(id)}/file?${new URLSearchParams({ filename })}`;
}
