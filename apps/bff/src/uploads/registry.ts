import { ProblemError } from '../problem.ts';
import type { UploadLimits } from './limits.ts';
import type { Upload } from './upload.ts';

/** Ended uploads are remembered for late questions, this many at most. */
const ENDED_KEPT = 1000;

/** The uploads of this process. They live in memory only: their upstream requests do too. */
export interface Registry {
  /** Takes a place before the upstream is opened; give it back with the function returned. @throws ProblemError `uploadLimit`, `stopping` */
  reserve(userId: string): () => void;
  add(upload: Upload): void;
  /** Another user's upload is as unknown as none. @throws ProblemError `uploadUnknown` */
  find(id: string, userId: string): Upload;
  remove(upload: Upload): void;
  open(): readonly Upload[];
  /** From now on no place is given. */
  close(): void;
}

export function createRegistry(limits: UploadLimits): Registry {
  const uploads = new Map<string, Upload>();
  const places = new Map<string, number>();
  let closed = false;

  const taken = () => places.values().reduce((sum, count) => sum + count, 0);
  const change = (userId: string, by: number) => {
    const count = (places.get(userId) ?? 0) + by;
    if (count > 0) places.set(userId, count);
    else places.delete(userId);
  };
  const forgetOldest = () => {
    const ended = [...uploads.values()].filter(isEnded);
    for (const upload of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT))) uploads.delete(upload.id);
  };

  return {
    reserve(userId) {
      if (closed) throw new ProblemError('stopping', 'the console is being stopped');
      if ((places.get(userId) ?? 0) >= limits.perUser || taken() >= limits.total) {
        throw new ProblemError('uploadLimit', 'too many uploads are open; let one finish first');
      }
      change(userId, 1);
      let given = false;
      return () => {
        if (!given) change(userId, -1);
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
