import type { IncomingMessage } from 'node:http';

export type PumpEnd = 'ended' | 'cut' | 'stopped';

/**
 * Hands a request's body on piece by piece and reads no further while `write` has it wait: that is what
 * carries the upstream's pace back to the browser. `ended`: the whole body came; `cut`: the connection went.
 */
export function pump(
  request: IncomingMessage,
  write: (bytes: Buffer) => Promise<void> | null,
  onStop: (stop: () => void) => () => void,
): Promise<PumpEnd> {
  if (request.readableEnded) return Promise.resolve('ended');
  if (request.destroyed) return Promise.resolve('cut');
  return new Promise((resolve) => {
    const done = (how: PumpEnd) => {
      request.off('data', take);
      unsubscribe();
      resolve(how);
    };
    const take = (bytes: Buffer) => {
      const wait = write(bytes);
      if (!wait) return;
      request.pause();
      void wait.then(() => request.resume());
    };
    const unsubscribe = onStop(() => done('stopped'));
    request.once('end', () => done('ended'));
    request.once('close', () => done('cut'));
    request.on('error', () => undefined);
    request.on('data', take);
  });
}
