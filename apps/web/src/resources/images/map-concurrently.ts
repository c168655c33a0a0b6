/** More concurrent requests of one user only queue in the cloud. */
const maxConcurrent = 4;

/**
 * Calls an asynchronous function for each item, four at a time.
 * @param work should resolve to an outcome for a failure too: a rejection stops the other items
 * @returns the outcomes in the order of the items
 */
export async function mapConcurrently<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const outcomes: R[] = [];
  const queue = items.entries();
  async function runWorker(): Promise<void> {
    for (const [index, item] of queue) outcomes[index] = await work(item);
  }
  await Promise.all(Array.from({ length: maxConcurrent }, runWorker));
  return outcomes;
}
