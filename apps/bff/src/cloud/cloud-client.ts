import type { CloudServiceRef } from '@console/bff-contract';
import { Agent, request } from 'undici';
import type { TlsOptions } from '../config.ts';
import { toCloudServiceRef } from './catalog-endpoints.ts';
import { connectionProblem } from './classify-response.ts';
import { ownHeaders } from './cloud-headers.ts';
import type { CloudTimeouts } from './timeouts.ts';

/** A JSON request of the BFF's own, such as a sign-in to Keystone. */
export interface CloudCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly service: CloudServiceRef['service'];
  readonly url: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  readonly requestId: string;
  /** Longest wait for the first byte, in ms; `firstByteMs` when absent. */
  readonly timeoutMs?: number | undefined;
}

export interface CloudResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly contentType: string;
  readonly text: string;
  readonly at: CloudServiceRef;
}

export interface CloudClient {
  /** Resolves for every HTTP status. @throws ProblemError `cloudUnreachable`, `cloudUntrusted`, `cloudTimeout` */
  readonly call: (call: CloudCall) => Promise<CloudResponse>;
  readonly close: () => Promise<void>;
}

/** Creates the client for the BFF's own calls to Keystone and Glance, with kept-alive connections. */
export function createCloudClient(tls: TlsOptions, { connectMs, firstByteMs }: CloudTimeouts): CloudClient {
  const dispatcher = new Agent({
    connect: { ...tls, timeout: connectMs },
    headersTimeout: firstByteMs,
    bodyTimeout: firstByteMs,
  });
  return {
    async call({ method, service, url, token, headers, body, requestId, timeoutMs }) {
      const at = toCloudServiceRef(service, url);
      const contentType = body === undefined ? {} : { 'content-type': 'application/json' };
      try {
        const response = await request(url, {
          dispatcher,
          method,
          headers: { ...ownHeaders({ token, requestId }), ...contentType, ...headers },
          body: body === undefined ? null : JSON.stringify(body),
          headersTimeout: timeoutMs ?? firstByteMs,
        });
        return {
          status: response.statusCode,
          headers: response.headers,
          contentType: String(response.headers['content-type'] ?? ''),
          text: await response.body.text(),
          at,
        };
      } catch (cause) {
        throw connectionProblem(cause, at);
      }
    },
    close: () => dispatcher.close(),
  };
}
