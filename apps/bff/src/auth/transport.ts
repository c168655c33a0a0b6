import { type CloudPlace, REQUEST_ID_HEADER } from '@console/bff-contract';
import { Agent, type Dispatcher, request } from 'undici';
import { type TlsToCloud, tlsOptions } from '../config.ts';
import { ProblemError, placeOf } from '../problem.ts';

/** One JSON call to the cloud by the BFF itself. */
export interface CloudCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Whose address it is. */
  readonly service: CloudPlace['service'];
  readonly url: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly requestId: string;
  /** Longest wait for the first byte, ms, where it shall be shorter than usual. */
  readonly timeoutMs?: number;
}

export interface CloudAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly contentType: string;
  readonly text: string;
  /** Who has answered. */
  readonly at: CloudPlace;
}

export interface CloudTransport {
  /** @throws ProblemError cloudUnreachable, cloudUntrusted, cloudTimeout; every HTTP status is an answer */
  readonly call: (call: CloudCall) => Promise<CloudAnswer>;
  readonly close: () => Promise<void>;
}

const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);

/** How Node calls what is wrong with a certificate: unknown authority, expired, not yet valid, of another host. */
const certificateCode = /CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE/;

/** @param timeoutMs longest wait for an answer's first byte and between its pieces */
export function createTransport(tls: TlsToCloud, timeoutMs: number): CloudTransport {
  const agent = new Agent({
    connect: { ...tlsOptions(tls), timeout: 10_000 },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return { call: (call) => send(agent, call), close: () => agent.close() };
}

async function send(dispatcher: Dispatcher, call: CloudCall): Promise<CloudAnswer> {
  const at = placeOf(call.service, call.url);
  try {
    const answer = await request(call.url, {
      dispatcher,
      method: call.method,
      headers: {
        accept: 'application/json',
        [REQUEST_ID_HEADER]: call.requestId,
        ...(call.token === undefined ? {} : { 'x-auth-token': call.token }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      ...(call.timeoutMs === undefined ? {} : { headersTimeout: call.timeoutMs }),
    });
    const contentType = String(answer.headers['content-type'] ?? '');
    return { status: answer.statusCode, headers: answer.headers, contentType, text: await answer.body.text(), at };
  } catch (cause) {
    throw unreachable(cause, at);
  }
}

/** What a failed connection means. The whole address stays in the log. */
export function unreachable(cause: unknown, at?: CloudPlace): ProblemError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown';
  if (timeoutCodes.has(code))
    return new ProblemError('cloudTimeout', 'the cloud did not answer in time', { cause, at });
  if (certificateCode.test(code)) {
    return new ProblemError('cloudUntrusted', `the certificate of the cloud is not trusted (${code}), see OS_CACERT`, {
      cause,
      at,
    });
  }
  return new ProblemError('cloudUnreachable', `no connection to the cloud (${code})`, { cause, at });
}
