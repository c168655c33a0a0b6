import { connect } from 'node:net';

/** What a socket heard until it had the whole answer, or its end. */
export interface RawAnswer {
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  /** Head and body as they came, latin1. */
  readonly text: string;
  readonly end: 'answered' | 'closed' | 'silent';
}

export interface RawRequest {
  readonly bytes: Buffer;
  /** The client goes away right after the last byte, so an answer is not owed. */
  readonly leaves?: boolean;
}

/** Sends bytes as they are. `silent`: neither answer nor end within `patienceMs`. */
export function sendRaw(baseUrl: string, { bytes, leaves = false }: RawRequest, patienceMs: number) {
  const { hostname, port } = new URL(baseUrl);
  return new Promise<RawAnswer>((done) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const finish = (end: RawAnswer['end']) => {
      clearTimeout(timer);
      socket.destroy();
      done({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, end });
    };
    const timer = setTimeout(() => finish('silent'), patienceMs);
    socket.on('data', (part) => {
      text = (text + part.toString('latin1')).replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      if (isWhole(text)) finish('answered');
    });
    socket.on('error', () => undefined);
    socket.once('close', () => finish(text === '' ? 'closed' : 'answered'));
    if (leaves) socket.end(bytes);
    else socket.write(bytes);
  });
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  return length !== undefined && text.length >= head + 4 + Number(length);
}
