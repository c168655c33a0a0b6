export type VolumeStatus = 'creating' | 'downloading' | 'available' | 'error' | 'deleting' | 'gone';

/** Times and outcome that determine a volume's status. Times in ms since the epoch. */
export interface VolumeTimes {
  readonly createdAt: number;
  /** `null` until the volume has been deleted. */
  readonly deletedAt: number | null;
  readonly fromImage: boolean;
  readonly outcome: 'available' | 'error';
}

const creatingMs = 700;
const downloadingMs = 1300;
const deletingMs = 1000;

/** Derives the status from the clock and not from a timer, so a restart changes nothing. */
export function statusAt(life: VolumeTimes, now: number): VolumeStatus {
  if (life.deletedAt !== null) return now < life.deletedAt + deletingMs ? 'deleting' : 'gone';
  const age = now - life.createdAt;
  if (age < creatingMs) return 'creating';
  if (life.fromImage && age < creatingMs + downloadingMs) return 'downloading';
  return life.outcome;
}

/** Returns when the status last changed, up to `now`. */
export function changedAt(life: VolumeTimes, now: number): number {
  if (life.deletedAt !== null) return life.deletedAt;
  const steps = life.fromImage ? [0, creatingMs, creatingMs + downloadingMs] : [0, creatingMs];
  return life.createdAt + (steps.findLast((step) => step <= now - life.createdAt) ?? 0);
}

/** Volumes deleted before this time are gone by `now`. */
export const goneBefore = (now: number): number => now - deletingMs;
