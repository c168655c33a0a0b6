import { RequestError } from '../../shared/http/index.ts';
import type { Desk } from './desk.ts';
import type { UploadDeps } from './uploads.ts';
import type { ImageState } from './verify.ts';

/** Between two looks at whether the session is there again, and in the project. */
const AWAY_MS = 2000;

/** Waits until the session is in the task's project again; false where the task is no more. */
export async function backInProject(id: string, desk: Desk, deps: UploadDeps): Promise<boolean> {
  for (;;) {
    const job = desk.job(id);
    if (!job) return false;
    if (deps.project()?.id === job.project.id) return true;
    await deps.sleep(AWAY_MS);
  }
}

/**
 * How the image stands, as soon as somebody may ask: signing in again takes a person longer than any number of looks.
 * `null` where it could not be told just now, `dropped` where the task is no more.
 */
export async function lookAtImage(
  id: string,
  desk: Desk,
  deps: UploadDeps,
): Promise<ImageState | 'gone' | 'dropped' | null> {
  while (await backInProject(id, desk, deps)) {
    try {
      return await deps.imageState(id);
    } catch (error) {
      if (!isSignedOut(error)) return null;
      await deps.sleep(AWAY_MS);
    }
  }
  return 'dropped';
}

function isSignedOut(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'problem' && error.failure.problem.status === 401;
}
