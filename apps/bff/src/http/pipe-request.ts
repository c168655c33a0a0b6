import type { IncomingMessage } from 'node:http';

/** `ended`: the whole body arrived; `cut`: the connection closed first; `stopped`: the receiver ended first. */
export type PipeEnd = 'ended' | 'cut' | 'stopped';

/**
 * Hands a request's body to `write` chunk by chunk and stops reading while `write` returns a promise, which carries the
 * cloud's pace back to the browser.
 * @param onStop registers a callback for the end of the receiver and returns its removal
 */
export function pipeRequest(
  request: IncomingMessage,
  write: (bytes: Buffer) => Promise<void> | null,
  onStop: (stop: () => void) => () => void,
): Promise<PipeEnd> {
  if (request.readableEnded) return Promise.resolve('ended');
  if (request.destroyed) return Promise.resolve('cut');
  return new Promise((resolve) => {
    const finish = (end: PipeEnd) => {
      request.off('data', onData);
      unsubscribe();
      resolve(end);
    };
    const onData = (bytes: Buffer) => {
      const room = write(bytes);
      if (!room) return;
      request.pause();
      void room.then(() => request.resume());
    };
    const unsubscribe = onStop(() => finish('stopped'));
    request.once('end', () => finish('ended'));
    request.once('close', () => finish('cut'));
    request.on('error', () => undefined);
    request.on('data', onData);
  });
}
