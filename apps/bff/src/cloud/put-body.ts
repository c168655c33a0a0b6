import type { IncomingHttpHeaders } from 'node:http';
import type { CloudServiceRef } from '@console/bff-contract';
import type { Request, Response } from 'express';
import type { TlsOptions } from '../config.ts';
import { respondEarly } from '../http/early-response.ts';
import { pipeRequest } from '../http/pipe-request.ts';
import { sendProblem } from '../http/send-problem.ts';
import { classifyResponse, lossProblem } from './classify-response.ts';
import type { CloudTimeouts } from './timeouts.ts';
import { openUpstreamRequest } from './upstream-request.ts';

export interface PutTarget {
  readonly at: CloudServiceRef;
  readonly url: string;
  /** Headers for the image API, the token among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsOptions;
  readonly timeouts: CloudTimeouts;
  /** Selects the headers that the client receives. */
  readonly headersToClient: (incoming: IncomingHttpHeaders) => Readonly<Record<string, string>>;
  /** Runs before the client receives `sessionGone`. */
  readonly onTokenRefused: () => Promise<void>;
}

/**
 * Streams the body of a script's `PUT …/file` or `…/stage` to the image API, with the script's own framing, and sends
 * the response back. Resolves when the response is sent.
 */
export async function putBody(request: Request, response: Response, target: PutTarget): Promise<void> {
  const { url, headers, tls, at } = target;
  const length = request.headers['content-length'];
  const contentLength = length === undefined ? null : Number(length);
  const upstream = openUpstreamRequest({ url, headers, contentLength, tls }, target.timeouts);
  const cancel = () => upstream.destroy('cancelled');
  response.once('close', cancel);
  await upstream.ready;

  const onUpstreamEnd = (stop: () => void) => {
    let isSubscribed = true;
    void upstream.ended.then(() => isSubscribed && stop());
    return () => {
      isSubscribed = false;
    };
  };
  const pipeEnd = await pipeRequest(request, upstream.write, onUpstreamEnd);
  if (pipeEnd === 'ended') upstream.finish();
  if (pipeEnd === 'cut') cancel();

  const end = await upstream.ended;
  response.off('close', cancel);
  if (end.kind === 'lost') {
    sendProblem(response, lossProblem(end.reason, at));
    return;
  }
  const problem = classifyResponse({ ...end.response, at });
  if (problem !== null) {
    if (problem.code === 'sessionGone') await target.onTokenRefused();
    sendProblem(response, problem);
    return;
  }
  const { status, body } = end.response;
  respondEarly(response, { status, headers: target.headersToClient(end.response.headers), body });
}
