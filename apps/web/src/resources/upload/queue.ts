import type { StateKind, UploadTask } from './task.ts';

/** Those whose turn is still to come can change places. */
const waitingKinds: ReadonlySet<StateKind> = new Set(['queued', 'paused', 'needsFile']);

export function isWaiting({ state }: UploadTask): boolean {
  return waitingKinds.has(state.kind);
}

export type Direction = 'earlier' | 'later';

/** The tasks with one of them changing places with the next that waits as well; the same list where there is none. */
export function moved(tasks: readonly UploadTask[], id: string, direction: Direction): readonly UploadTask[] {
  const from = tasks.findIndex((task) => task.id === id && isWaiting(task));
  const to = neighbour(tasks, from, direction);
  const one = tasks[from];
  const other = tasks[to];
  if (one === undefined || other === undefined) return tasks;
  return tasks.with(from, other).with(to, one);
}

/** Whether it can go that way; for buttons. */
export function canMove(tasks: readonly UploadTask[], id: string, direction: Direction): boolean {
  return moved(tasks, id, direction) !== tasks;
}

function neighbour(tasks: readonly UploadTask[], from: number, direction: Direction): number {
  if (from < 0) return -1;
  const places = tasks.map((task, place) => ({ place, waits: isWaiting(task) }));
  const beyond = direction === 'later' ? places.slice(from + 1) : places.slice(0, from).toReversed();
  return beyond.find(({ waits }) => waits)?.place ?? -1;
}

/** Uploads at a time that a person can choose from. Chromium and others have six connections for everything. */
export const parallelChoices = [1, 2, 3] as const;
export type Parallel = (typeof parallelChoices)[number];

/** A number from settings, as far as a browser's connections go. */
export function asParallel(wanted: number): Parallel {
  return parallelChoices.findLast((choice) => choice <= wanted) ?? 1;
}
