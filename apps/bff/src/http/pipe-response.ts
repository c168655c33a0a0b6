import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Pipes the body of a cloud's response to the client at the client's pace, and frees each buffer once it is written.
 * The caller handles a source that breaks off and a client that goes away.
 */
export function pipeResponse(source: IncomingMessage, response: ServerResponse): void {
  const onData = (chunk: Buffer) => {
    const hasRoom = response.write(chunk, (error) => {
      if (!error) freeBuffer(chunk);
    });
    if (!hasRoom) source.pause();
  };
  response.on('drain', () => source.resume());
  response.once('close', () => source.off('data', onData));
  source.on('data', onData);
  source.once('end', () => response.end());
}

/**
 * Frees the memory of a written buffer, unless it shares its ArrayBuffer. V8 collects such buffers late: they pile up
 * by hundreds of MB, and each collection then scans the whole heap.
 */
export function freeBuffer(bytes: Buffer): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length) buffer.transfer(0);
}
