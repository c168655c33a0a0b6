import type { ServerResponse } from 'node:http';

const aborted = new WeakSet<ServerResponse>();

/** Cuts the connection of a response that the BFF cannot or will not complete. */
export function abortResponse(res: ServerResponse): void {
  aborted.add(res);
  res.destroy();
}

/** Whether the BFF cut the connection of this response; an incomplete response without this mark lost its client. */
export function isAborted(res: ServerResponse): boolean {
  return aborted.has(res);
}
