import type { Image } from '@console/image-model';
import type { ImagePermission } from './action-button.tsx';

type Refusal = Extract<ImagePermission, { kind: 'blocked' }>['reason'];

/** An image that something may not be done with, and why. */
export interface BlockedImage {
  readonly image: Image;
  readonly reason: Refusal;
}

/** An image with which something was tried in vain. */
export interface FailedImage {
  readonly image: Image;
  readonly error: unknown;
}

/** Which of these images an action is allowed for, and which it is not. */
export function splitByPermission(
  images: readonly Image[],
  permission: (image: Image) => ImagePermission,
): { readonly allowed: readonly Image[]; readonly blocked: readonly BlockedImage[] } {
  const allowed: Image[] = [];
  const blocked: BlockedImage[] = [];
  for (const image of images) {
    const answer = permission(image);
    if (answer.kind === 'allowed') allowed.push(image);
    else blocked.push({ image, reason: answer.reason });
  }
  return { allowed, blocked };
}

/** Requests at a time; more would only queue in the cloud. */
const parallel = 4;

/**
 * Does something with each, some at a time.
 * @param work tells what became of one; a failure is an outcome too, so that it does not stop the rest
 * @returns the outcomes in the order of the items
 */
export async function runEach<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const outcomes: R[] = [];
  const waiting = items.entries();
  async function takeOn(): Promise<void> {
    for (const [place, item] of waiting) outcomes[place] = await work(item);
  }
  await Promise.all(Array.from({ length: parallel }, takeOn));
  return outcomes;
}
