import { ProblemError } from '../problem.ts';
import type { UploadLimits } from './limits.ts';
import type { Upload } from './upload.ts';

/** Ended uploads are remembered for late questions, this many at most. */
const ENDED_KEPT = 1000;
/** When to ask again for a place, seconds: an upload may end at any time. */
const PLACE_S = 15;

/** The uploads of this process. They live in memory only: their upstream requests do too. */
export interface Registry {
  /**
   * Takes a place before the upstream is opened; give it back with the function returned.
   * @param length bytes of the whole file
   * @throws ProblemError `uploadTooLarge`, `uploadLimit`, `stopping`
   */
  reserve(userId: string, length: number): () => void;
  add(upload: Upload): void;
  /** Another user's upload is as unknown as none. @throws ProblemError `uploadUnknown` */
  find(id: string, userId: string): Upload;
  remove(upload: Upload): void;
  open(): readonly Upload[];
  /** From now on no place is given. */
  close(): void;
}

/** What the open uploads of one user, or of all, amount to. */
interface Load {
  readonly uploads: number;
  readonly bytes: number;
}

const nothing: Load = { uploads: 0, bytes: 0 };
const add = (a: Load, b: Load): Load => ({ uploads: a.uploads + b.uploads, bytes: a.bytes + b.bytes });

export function createRegistry(limits: UploadLimits): Registry {
  const uploads = new Map<string, Upload>();
  const loads = new Map<string, Load>();
  let closed = false;

  const loadOf = (userId: string) => loads.get(userId) ?? nothing;
  const change = (userId: string, by: Load) => {
    const load = add(loadOf(userId), by);
    if (load.uploads > 0) loads.set(userId, load);
    else loads.delete(userId);
  };
  const forgetOldest = () => {
    const ended = [...uploads.values()].filter(isEnded);
    for (const upload of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT))) uploads.delete(upload.id);
  };

  return {
    reserve(userId, length) {
      if (closed) throw stopping(limits);
      checkPlace(loadOf(userId), loads.values().reduce(add, nothing), length, limits);
      change(userId, { uploads: 1, bytes: length });
      let given = false;
      return () => {
        if (!given) change(userId, { uploads: -1, bytes: -length });
        given = true;
      };
    },
    add(upload) {
      uploads.set(upload.id, upload);
      void upload.settled().then(() => {
        forgetOldest();
        setTimeout(() => uploads.delete(upload.id), limits.idleMs).unref();
      });
    },
    find(id, userId) {
      const upload = uploads.get(id);
      if (upload?.userId !== userId) throw new ProblemError('uploadUnknown', 'there is no such upload');
      return upload;
    },
    remove: (upload) => void uploads.delete(upload.id),
    open: () => [...uploads.values()].filter((upload) => !isEnded(upload)),
    close() {
      closed = true;
    },
  };
}

function isEnded(upload: Upload): boolean {
  const { kind } = upload.state();
  return kind !== 'open' && kind !== 'finishing';
}

/** @throws ProblemError where a file of `length` bytes has no place beside what is open */
function checkPlace(own: Load, all: Load, length: number, limits: UploadLimits): void {
  const most = Math.min(limits.fileBytes, limits.userBytes);
  if (length > most) throw new ProblemError('uploadTooLarge', `a file may have ${most} bytes at most`);
  if (own.uploads >= limits.perUser) throw full(`one user may have ${limits.perUser} uploads open at a time`);
  if (own.bytes + length > limits.userBytes)
    throw full(`the open uploads of one user may have ${limits.userBytes} bytes altogether`);
  if (all.uploads >= limits.total) throw full(`${limits.total} uploads may be open at a time`);
}

function full(detail: string): ProblemError {
  return new ProblemError('uploadLimit', detail, { headers: { 'Retry-After': String(PLACE_S) } });
}

/** By then this process is gone, and the next one there. */
function stopping({ drainMs }: UploadLimits): ProblemError {
  const seconds = Math.max(1, Math.ceil(drainMs / 1000));
  return new ProblemError('stopping', 'the console is being stopped', { headers: { 'Retry-After': String(seconds) } });
}
