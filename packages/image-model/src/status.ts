/** Glance's statuses (schema of 2.15), with whatever else a cloud may invent kept as text. */
export const imageStatuses = [
  'queued',
  'saving',
  'uploading',
  'importing',
  'active',
  'deactivated',
  'pending_delete',
  'deleted',
  'killed',
] as const;
export type KnownImageStatus = (typeof imageStatuses)[number];
export type ImageStatus = KnownImageStatus | (string & {});

const moving: ReadonlySet<string> = new Set(['queued', 'saving', 'uploading', 'importing', 'pending_delete']);

/** True while the cloud is expected to change the status by itself, so a view of it refreshes. */
export function isMoving(status: ImageStatus): boolean {
  return moving.has(status);
}
