/** Paths of the BFF, used by both sides. */
export const paths = {
  config: '/api/config',
  session: '/api/session',
  scope: '/api/session/scope',
  /** The image API of the cloud: append `/v2/images…`. */
  image: '/api/image',
  /** Cinder without the project in the path: append `/v3/volumes…`. */
  volume: '/api/volume',
  /** Resumable uploads, tus 1.0.0. */
  uploads: '/api/uploads',
} as const;

/** Header with the session's CSRF token, required on every write. */
export const CSRF_HEADER = 'X-CSRF-Token';
/** Header that the BFF sets on every response; the same value goes upstream. */
export const REQUEST_ID_HEADER = 'X-Openstack-Request-Id';
