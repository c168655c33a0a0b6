import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '../problem.ts';
import type { Standing } from './aftermath.ts';

/** How often the image is looked at, ms. */
const LOOK_MS = 250;

/**
 * Waits while data of another upload is on its way to the image, `releaseMs` at most: a cloud whose upload has just been
 * lost has been seen to need up to a second to put the image back to `queued`, and would refuse the next one till then.
 * @throws ProblemError `sessionGone` where the image API does not take the token any more: some say so of an upload only
 * when its body has come, too late for it to wait for a sign-in
 * @throws ProblemError `uploadRefused` where the image is held for longer: by an upload elsewhere, or for ever by one
 * whose worker died. A busy cloud may take so long for this 409 of its own that the upload would seem to have begun.
 */
export async function untilReleased(
  look: () => Promise<Standing>,
  releaseMs: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + releaseMs;
  for (;;) {
    const image = await look();
    if (image === 'signedOut') throw new ProblemError('sessionGone', 'the token is no longer valid');
    const status = holdOn(image);
    if (status === null || signal.aborted) return;
    if (performance.now() >= deadline) throw heldProblem(status);
    await pause(LOOK_MS);
  }
}

/** The status of an image to which data is on its way. Staged data that has come whole is `uploading` too, but has a size. */
function holdOn(image: Standing): string | null {
  if (typeof image !== 'object') return null;
  const held = image.status === 'saving' || (image.status === 'uploading' && typeof image.size !== 'number');
  return held ? image.status : null;
}

function heldProblem(status: string): ProblemError {
  const message = `Image status transition from ${status} to saving is not allowed`;
  return new ProblemError('uploadRefused', 'the image is held by another upload', {
    upstream: { status: 409, message },
  });
}
