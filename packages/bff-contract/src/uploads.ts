/**
 * `/api/uploads` implements tus 1.0.0 with the extensions `creation` and `termination`. An upload feeds an image that
 * exists already (status `queued`): the browser creates the image first, through the image API.
 *
 * - `POST` with `Upload-Length` (bytes) and `Upload-Metadata` opens the upstream request and answers 201 with
 *   `Location`. The cloud's early refusal is a Problem `uploadRefused` with `upstream`. While the image is still
 *   `saving` from an upload that has just been lost, the BFF delays the response for some seconds until the cloud
 *   releases the image, so that the browser can restart from zero without waiting.
 *   After `uploadTooLarge` (413) no retry helps; after `uploadLimit` (429) and `stopping` (503) see `Retry-After`.
 * - The Location is valid for the user who created it, in every tab and session of theirs and in every project.
 * - `HEAD` answers `Upload-Offset`, the bytes accepted so far, and ends a `PATCH` that is still sending: the newest
 *   request wins.
 * - `PATCH` appends a slice. The response to the last slice waits for the cloud's: 204, or `uploadRefused`. An empty
 *   slice at the right offset is answered with the Problem that a HEAD response has no body for, and restarts the
 *   idle time (`Upload-Expires`).
 * - `DELETE` ends the upload and its upstream request; the image stays `queued`.
 *
 * Three problems end an upload, and the remedies differ:
 * - `uploadLost` (410, with `reason`) and `uploadUnknown` (404: the console was restarted, or the upload ended long
 *   ago) have the same remedy: read the image. If it is `queued`, send the file again from zero; if it is `active`,
 *   the cloud has the data; if it is gone, nothing remains to do.
 * - `uploadRefused` (422, with `upstream`): the image is `queued` again, or gone (`upstream.status` 404 or 410).
 *   `upstream.status` 409 in response to a POST: the image has its data, or another upload holds it. If neither is so,
 *   a worker of the cloud died and left the image `saving` for ever; only deleting the image helps.
 * - `uploadMismatch` (422): the bytes are not what `disk_format` says. The image accepts no more data; delete it and
 *   start with a new one.
 */
export const TUS_VERSION = '1.0.0';
export const TUS_CONTENT_TYPE = 'application/offset+octet-stream';

/** Keys of the header `Upload-Metadata`; values are base64 of UTF-8 (tus 1.0.0). */
export interface UploadMetadata {
  readonly imageId: string;
  /** `file` sends to the image's data, `stage` to the staging area for an import. Default `file`. */
  readonly via?: 'file' | 'stage';
  readonly filename?: string;
  /** Store identifier, only with `file` (`X-Image-Meta-Store`). */
  readonly store?: string;
}

/** Why an upload was lost: values of `Problem.reason`. */
export const uploadLosses = [
  'unreachable',
  'untrusted',
  'reset',
  'stalled',
  'timeout',
  'early',
  'idle',
  'tokenExpired',
  'cancelled',
  'stopping',
] as const;
export type UploadLoss = (typeof uploadLosses)[number];
