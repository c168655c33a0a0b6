/** Returns µs since the epoch, never the same value twice, so that images created later also sort later. */
export type Clock = () => number;

export function createClock(): Clock {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * 1000);
    return last;
  };
}
