/** The BFF's addresses, as the browser and the BFF both write them. */
export const paths = {
  config: '/api/config',
  session: '/api/session',
  scope: '/api/session/scope',
  /** The image API as the cloud speaks it: append `/v2/images…`. */
  image: '/api/image',
  /** Cinder without the project in the path: append `/v3/volumes…`. */
  volume: '/api/volume',
  /** Resumable uploads, tus 1.0.0. */
  uploads: '/api/uploads',
} as const;

/** Every write carries the session's token in this header. */
export const CSRF_HEADER = 'X-CSRF-Token';
/** Set by the BFF on every answer; the same value goes upstream. */
export const REQUEST_ID_HEADER = 'X-Openstack-Request-Id';
