import { ProblemError } from '../problem.ts';
import type { Upload } from './upload.ts';
import type { UploadLimits } from './upload-limits.ts';

/** Largest number of ended uploads in memory, so that late requests still learn their end. */
const maxEnded = 1000;
/** `Retry-After` when a limit is reached, in seconds: an open upload may end at any time. */
const retryAfterSeconds = 15;

/** The uploads of this process. Their upstream requests cannot outlive it, so neither do they. */
export interface UploadRegistry {
  /**
   * Reserves capacity before the upstream request is opened; the returned function releases it.
   * @param length size of the file in bytes
   * @throws ProblemError `uploadTooLarge`, `uploadLimit`, `stopping`
   */
  reserve(userId: string, length: number): () => void;
  add(upload: Upload): void;
  /** @throws ProblemError `uploadUnknown`, also for the upload of another user */
  find(id: string, userId: string): Upload;
  remove(upload: Upload): void;
  open(): readonly Upload[];
  /** Refuses all further reservations with `stopping`. */
  close(): void;
}

/** Number and total file size of open uploads. */
interface Load {
  readonly uploads: number;
  readonly bytes: number;
}

const noLoad: Load = { uploads: 0, bytes: 0 };
const addLoads = (a: Load, b: Load): Load => ({ uploads: a.uploads + b.uploads, bytes: a.bytes + b.bytes });

export function createUploadRegistry(limits: UploadLimits): UploadRegistry {
  const uploads = new Map<string, Upload>();
  const loads = new Map<string, Load>();
  let isClosed = false;

  const loadOf = (userId: string) => loads.get(userId) ?? noLoad;
  const changeLoad = (userId: string, change: Load) => {
    const load = addLoads(loadOf(userId), change);
    if (load.uploads > 0) loads.set(userId, load);
    else loads.delete(userId);
  };
  const removeOldestEnded = () => {
    const ended = [...uploads.values()].filter(isEnded);
    for (const upload of ended.slice(0, Math.max(0, ended.length - maxEnded))) uploads.delete(upload.id);
  };

  return {
    reserve(userId, length) {
      if (isClosed) throw stoppingProblem(limits);
      checkLimits(loadOf(userId), loads.values().reduce(addLoads, noLoad), length, limits);
      changeLoad(userId, { uploads: 1, bytes: length });
      let isReleased = false;
      return () => {
        if (!isReleased) changeLoad(userId, { uploads: -1, bytes: -length });
        isReleased = true;
      };
    },
    add(upload) {
      uploads.set(upload.id, upload);
      void upload.settled().then(() => {
        removeOldestEnded();
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
      isClosed = true;
    },
  };
}

function isEnded(upload: Upload): boolean {
  const { kind } = upload.state();
  return kind !== 'open' && kind !== 'finishing';
}

/** @throws ProblemError `uploadTooLarge`, `uploadLimit` */
function checkLimits(own: Load, all: Load, length: number, limits: UploadLimits): void {
  const maxLength = Math.min(limits.fileBytes, limits.userBytes);
  if (length > maxLength) throw new ProblemError('uploadTooLarge', `a file may have ${maxLength} bytes at most`);
  if (own.uploads >= limits.perUser) throw limitProblem(`one user may have ${limits.perUser} uploads open at a time`);
  if (own.bytes + length > limits.userBytes)
    throw limitProblem(`the open uploads of one user may have ${limits.userBytes} bytes altogether`);
  if (all.uploads >= limits.total) throw limitProblem(`${limits.total} uploads may be open at a time`);
}

function limitProblem(detail: string): ProblemError {
  return new ProblemError('uploadLimit', detail, { headers: { 'Retry-After': String(retryAfterSeconds) } });
}

/** After `Retry-After` this process has ended and another one may have started. */
function stoppingProblem({ drainMs }: UploadLimits): ProblemError {
  const seconds = Math.max(1, Math.ceil(drainMs / 1000));
  return new ProblemError('stopping', 'the console is being stopped', { headers: { 'Retry-After': String(seconds) } });
}
