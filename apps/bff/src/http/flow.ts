import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Sends an answer's body on at the pace of whoever reads it, and frees each piece as soon as it has left. What the answer
 * breaks off with is its owner's business, and so is a reader who goes away.
 */
export function flow(answer: IncomingMessage, response: ServerResponse): void {
  const take = (piece: Buffer) => {
    const free = response.write(piece, (error) => {
      if (!error) giveBack(piece);
    });
    if (!free) answer.pause();
  };
  response.on('drain', () => answer.resume());
  response.once('close', () => answer.off('data', take));
  answer.on('data', take);
  answer.once('end', () => response.end());
}

/**
 * Frees the memory of a piece that has left, if nothing else lies in it. Left to the garbage collector, these
 * buffers pile up by the hundred megabytes and make it search the whole heap again and again.
 */
export function giveBack(piece: Buffer): void {
  const { buffer } = piece;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === piece.length) buffer.transfer(0);
}
