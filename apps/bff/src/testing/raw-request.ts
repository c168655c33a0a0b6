import { connect } from 'node:net';

/** The bytes that a socket received until a whole response or its end. */
export interface RawAnswer {
  /** 0 for a connection that closed without a response. */
  readonly status: number;
  /** Head and body, decoded as latin1. */
  readonly text: string;
  readonly end: 'answered' | 'closed' | 'silent';
}

export interface RawRequest {
  readonly bytes: Buffer;
  /** Whether the client ends the connection after the last byte; it then may get no response. */
  readonly leaves?: boolean | undefined;
}

/** Sends the bytes unchanged. The end is `silent` if there is no response and no end within `timeoutMs`. */
export function sendRaw(baseUrl: string, { bytes, leaves = false }: RawRequest, timeoutMs: number) {
  const { hostname, port } = new URL(baseUrl);
  return new Promise<RawAnswer>((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const finish = (end: RawAnswer['end']) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, end });
    };
    const timer = setTimeout(() => finish('silent'), timeoutMs);
    socket.on('data', (part) => {
      text = (text + part.toString('latin1')).replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      if (isWholeResponse(text)) finish('answered');
    });
    socket.on('error', () => undefined);
    socket.once('close', () => finish(text === '' ? 'closed' : 'answered'));
    if (leaves) socket.end(bytes);
    else socket.write(bytes);
  });
}

function isWholeResponse(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1];
  return length !== undefined && text.length >= headEnd + 4 + Number(length);
}
