/** Bytes sent at a moment (milliseconds). */
export interface Sample {
  readonly at: number;
  readonly sent: number;
}

const WINDOW_MS = 5000;
/** Below this span a rate would jump about. */
const SHORTEST_MS = 500;

/** Adds a sample and forgets those older than the window. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  return [...samples.filter(({ at }) => sample.at - at <= WINDOW_MS), sample];
}

/** Bytes a second over the samples; `null` while there are too few. */
export function rateOf(samples: readonly Sample[]): number | null {
  const first = samples.at(0);
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < SHORTEST_MS) return null;
  return (Math.max(0, last.sent - first.sent) / (last.at - first.at)) * 1000;
}
