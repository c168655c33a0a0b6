/** Whether the cloud still works on an image, for each status of Glance's image schema 2.15. */
const isMovingByStatus = {
  queued: true,
  saving: true,
  uploading: true,
  importing: true,
  active: false,
  deactivated: false,
  pending_delete: true,
  deleted: false,
  killed: false,
} as const;

/** Status of an image; text that the schema does not list is kept. */
export type ImageStatus = keyof typeof isMovingByStatus | (string & {});

/** Whether the cloud is expected to change the status by itself, so that a view of the image polls. */
export function isMoving(status: ImageStatus): boolean {
  return Object.hasOwn(isMovingByStatus, status) && isMovingByStatus[status as keyof typeof isMovingByStatus];
}
