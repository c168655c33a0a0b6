/** Requests at a time; more would only queue in the cloud. */
const parallel = 4;

/**
 * Does something with each, some at a time.
 * @param work tells what became of one; a failure is an outcome too, so that it does not stop the rest
 * @returns the outcomes in the order of the items
 */
export async function mapConcurrently<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const outcomes: R[] = [];
  const waiting = items.entries();
  async function takeOn(): Promise<void> {
    for (const [place, item] of waiting) outcomes[place] = await work(item);
  }
  await Promise.all(Array.from({ length: parallel }, takeOn));
  return outcomes;
}
