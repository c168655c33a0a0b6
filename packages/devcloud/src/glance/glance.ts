import type { DatabaseSync } from 'node:sqlite';
import type { Call, Caller } from '../kernel/service.ts';
import type { Clock } from './clock.ts';
import type { DataFiles } from './data-files.ts';
import { enforcePolicyOn, isVisible } from './enforce-policy.ts';
import { notFound } from './glance-fault.ts';
import type { ImageTable } from './images-table.ts';
import type { Limits } from './limits.ts';
import type { MemberTable } from './members-table.ts';
import type { StoredImage } from './stored-image.ts';
import type { TaskTable } from './tasks-table.ts';

export interface Store {
  readonly id: string;
  readonly description: string;
}

/** The first store is the default one. */
export const STORES: readonly [Store, ...Store[]] = [
  { id: 'fast', description: 'Fast local disk' },
  { id: 'slow', description: 'Slow archive disk' },
];

export const IMPORT_METHODS = ['glance-direct', 'web-download', 'copy-image'] as const;

/** Everything that the handlers work with. */
export interface Glance {
  readonly db: DatabaseSync;
  readonly now: Clock;
  readonly images: ImageTable;
  readonly members: MemberTable;
  readonly tasks: TaskTable;
  readonly files: DataFiles;
  readonly limits: Limits;
  /** Returns whether web-download may fetch this URL. */
  readonly mayFetch: (url: URL) => boolean;
  /** Pause in ms between two states of an import, so that a client can observe each of them. */
  readonly importPace: number;
  /** Tracks work that continues after the response. `stopping` aborts it. */
  readonly inBackground: (work: Promise<void>) => void;
  readonly stopping: AbortSignal;
}

/** A request with a valid token. */
export interface GlanceRequest {
  readonly glance: Glance;
  readonly call: Call;
  readonly caller: Caller;
}

/** Returns the image if the caller can see it, else `null`. */
export function findVisibleImage({ glance, caller }: GlanceRequest, id: string): StoredImage | null {
  const image = glance.images.get(id);
  if (!image) return null;
  const isMember = () => caller.projectId !== null && glance.members.get(id, caller.projectId) !== null;
  return isVisible(caller, image, isMember) ? image : null;
}

/** Throws 404 with `missing` as its message; Glance words it differently from call to call. */
export function requireImage(
  request: GlanceRequest,
  id: string,
  missing = `No image found with ID ${id}`,
): StoredImage {
  const image = findVisibleImage(request, id);
  if (!image) throw notFound(missing);
  return image;
}

/** Throws 404 when the caller cannot read the image. */
export function requireReadableImage(request: GlanceRequest, id: string): StoredImage {
  const image = requireImage(request, id);
  enforcePolicyOn('get_image', request.caller, image);
  return image;
}
