/**
 * `/api/uploads` speaks tus 1.0.0 with `creation` and `termination`. An upload feeds an image that
 * exists already (status `queued`): the browser makes it first, through the image API.
 *
 * - `POST` with `Upload-Length` (bytes) and `Upload-Metadata` opens the upstream request.
 *   201 + Location; an early refusal of the cloud is a Problem `uploadRefused` with `upstream`.
 * - `HEAD` answers `Upload-Offset`, bytes accepted so far.
 * - `PATCH` appends a slice. The last one is answered when the cloud has answered: 204, or `uploadRefused`.
 * - `DELETE` ends the upload and its upstream request; the image stays, `queued`.
 * - `uploadLost` (410): the upstream request is gone; the image can be sent again from zero.
 */
export const TUS_VERSION = '1.0.0';
export const TUS_CONTENT_TYPE = 'application/offset+octet-stream';

/** Keys of `Upload-Metadata`; values are base64 of UTF-8 as tus says. */
export interface UploadMetadata {
  readonly imageId: string;
  /** `file` sends straight to the image, `stage` for a following import. Default `file`. */
  readonly via?: 'file' | 'stage';
  readonly filename?: string;
  /** Store identifier for `file` (X-Image-Meta-Store). */
  readonly store?: string;
}
