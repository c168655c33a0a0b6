export type VolumeStatus = 'creating' | 'downloading' | 'available' | 'error' | 'deleting' | 'gone';

/** What decides a volume's status. Times in ms since the epoch. */
export interface VolumeTimes {
  readonly createdAt: number;
  /** `null` = nobody asked for its end. */
  readonly deletedAt: number | null;
  readonly fromImage: boolean;
  readonly outcome: 'available' | 'error';
}

const creatingMs = 700;
const downloadingMs = 1300;
const deletingMs = 1000;

/** Read from the clock and not from a timer, so a restart in between changes nothing. */
export function statusAt(life: VolumeTimes, now: number): VolumeStatus {
  if (life.deletedAt !== null) return now < life.deletedAt + deletingMs ? 'deleting' : 'gone';
  const age = now - life.createdAt;
  if (age < creatingMs) return 'creating';
  if (life.fromImage && age < creatingMs + downloadingMs) return 'downloading';
  return life.outcome;
}

/** When the last change of status up to `now` happened. */
export function changedAt(life: VolumeTimes, now: number): number {
  if (life.deletedAt !== null) return life.deletedAt;
  const steps = life.fromImage ? [0, creatingMs, creatingMs + downloadingMs] : [0, creatingMs];
  return life.createdAt + (steps.findLast((step) => step <= now - life.createdAt) ?? 0);
}

/** Deleted before this moment = gone by `now`. */
export const goneBefore = (now: number): number => now - deletingMs;
