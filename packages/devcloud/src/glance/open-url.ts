import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';

const MAX_REDIRECTS = 20;
const CONNECT_TIMEOUT_MS = 60_000;

/**
 * Opens the URL for reading. Fails unless the response is a 200 with a Content-Length and every redirect passes the
 * filter.
 */
export async function openUrl(
  url: URL,
  mayFetch: (url: URL) => boolean,
  signal: AbortSignal,
): Promise<AsyncIterable<Buffer>> {
  let target = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    if (!mayFetch(target)) throw new Error(`redirected to ${target.href}, which is barred`);
    const answer = await get(target, signal);
    const { statusCode = 0, headers } = answer;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      answer.destroy();
      target = new URL(headers.location, target);
      continue;
    }
    if (statusCode !== 200) {
      answer.destroy();
      throw new Error(`answered ${statusCode}`);
    }
    if (headers['content-length'] === undefined) {
      answer.destroy();
      throw new Error('sent no Content-Length');
    }
    return whole(answer, Number(headers['content-length']));
  }
  throw new Error('too many redirects');
}

function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { get: start } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = start(url, { signal, agent: false, timeout: CONNECT_TIMEOUT_MS }, resolve);
    request.on('timeout', () => request.destroy(new Error('timed out')));
    request.on('error', reject);
  });
}

async function* whole(answer: IncomingMessage, length: number): AsyncIterable<Buffer> {
  let size = 0;
  for await (const piece of answer) {
    size += piece.length;
    yield piece;
  }
  if (size !== length) throw new Error(`broke off after ${size} of ${length} bytes`);
}
