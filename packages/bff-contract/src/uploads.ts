/**
 * `/api/uploads` speaks tus 1.0.0 with `creation` and `termination`. An upload feeds an image that
 * exists already (status `queued`): the browser makes it first, through the image API.
 *
 * - `POST` with `Upload-Length` (bytes) and `Upload-Metadata` opens the upstream request.
 *   201 + Location; an early refusal of the cloud is a Problem `uploadRefused` with `upstream`. Where the
 *   image is still `saving` from an upload that has just been lost, the answer waits some seconds for the
 *   cloud to let go of it: a restart from zero needs no waiting of its own.
 *   `uploadTooLarge` (413): never; `uploadLimit` (429) and `stopping` (503): later, see `Retry-After`.
 * - The Location is good for the user it was made for, in every tab and session of his, whatever project he works in.
 * - `HEAD` answers `Upload-Offset`, bytes accepted so far, and ends a PATCH that is still bringing bytes:
 *   who asks last goes on, the other one is cut.
 * - `PATCH` appends a slice. The last one is answered when the cloud has answered: 204, or `uploadRefused`.
 *   An empty slice at the right offset is answered with the Problem that a HEAD has no room for, and says that
 *   somebody is there: the time of absence (`Upload-Expires`) begins anew.
 * - `DELETE` ends the upload and its upstream request; the image stays, `queued`.
 *
 * Three answers end an upload, and what helps differs:
 * - `uploadLost` (410, `reason` says why) and `uploadUnknown` (404: the console was restarted, or the upload ended long
 *   ago) mean the same: look at the image. `queued`: send it again from zero. `active`: it was taken. Gone: nothing to do.
 * - `uploadRefused` (422, `upstream` says why): the image is `queued` again, or gone (`upstream.status` 404, 410). A 409
 *   to a POST: it has its data, or another upload holds it. Where that is none, a worker of the cloud died and leaves it
 *   `saving` for ever: only deleting it helps.
 * - `uploadMismatch` (422): the bytes are not what `disk_format` says. The image is left unusable: nothing
 *   can be sent to it any more, so delete it and begin anew with another one.
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

/** Why an upload was lost: `reason` of the Problem `uploadLost`. */
export type UploadLoss =
  | 'unreachable'
  | 'untrusted'
  | 'reset'
  | 'stalled'
  | 'timeout'
  | 'early'
  | 'idle'
  | 'tokenExpired'
  | 'cancelled'
  | 'stopping';
