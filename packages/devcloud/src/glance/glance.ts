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

/** First the default one. */
export const STORES: readonly [Store, ...Store[]] = [
  { id: 'fast', description: 'Fast local disk' },
  { id: 'slow', description: 'Slow archive disk' },
];

export const IMPORT_METHODS = ['glance-direct', 'web-download', 'copy-image'] as const;

/** What the handlers work with. */
export interface Glance {
  readonly db: DatabaseSync;
  readonly now: Clock;
  readonly images: ImageTable;
  readonly members: MemberTable;
  readonly tasks: TaskTable;
  readonly files: DataFiles;
  readonly limits: Limits;
  /** Which hosts web-download may reach. */
  readonly mayFetch: (url: URL) => boolean;
  /** ms that an import rests between two of its states, so that they can be seen. */
  readonly importPace: number;
  /** Keeps hold of work that goes on after the answer; it is stopped by `stopping`. */
  readonly inBackground: (work: Promise<void>) => void;
  readonly stopping: AbortSignal;
}

/** One request of someone who has shown a token. */
export interface GlanceRequest {
  readonly glance: Glance;
  readonly call: Call;
  readonly caller: Caller;
}

/** The image when it exists for this caller; others' private ones do not. */
export function findVisibleImage({ glance, caller }: GlanceRequest, id: string): StoredImage | null {
  const image = glance.images.get(id);
  if (!image) return null;
  const isMember = () => caller.projectId !== null && glance.members.get(id, caller.projectId) !== null;
  return isVisible(caller, image, isMember) ? image : null;
}

/** Throws 404, in words that differ from call to call. */
export function requireImage(ask: GlanceRequest, id: string, missing = `No image found with ID ${id}`): StoredImage {
  const image = findVisibleImage(ask, id);
  if (!image) throw notFound(missing);
  return image;
}

/** Throws 404 when the caller may not look at it. */
export function requireReadableImage(ask: GlanceRequest, id: string): StoredImage {
  const image = requireImage(ask, id);
  enforcePolicyOn('get_image', ask.caller, image);
  return image;
}
