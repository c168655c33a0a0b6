/** µs since the epoch; never the same twice, so that what was made later also sorts later. */
export type Clock = () => number;

export function createClock(): Clock {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * 1000);
    return last;
  };
}
