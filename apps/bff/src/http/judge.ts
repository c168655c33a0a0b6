import type { IncomingHttpHeaders } from 'node:http';
import type { CloudPlace } from '@console/bff-contract';
import { ProblemError } from '../problem.ts';

/** What to do with an answer of the cloud. */
export type Verdict = { readonly kind: 'pass' } | { readonly kind: 'problem'; readonly problem: ProblemError };

export interface Answer {
  /** Who has given it. */
  readonly at: CloudPlace;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Tells an answer of the API from one of something in front of it, and the end of the token from a refusal.
 * The API's own errors pass as they are: the browser knows how to read them.
 */
export function judge(answer: Answer): Verdict {
  const { status } = answer;
  if (status === 401) return problem('sessionGone', 'the cloud no longer takes the token: expired or revoked', answer);
  if (status > 300 && status < 400) return problem('cloudNonsense', 'the cloud redirects instead of answering', answer);
  if (isBodyless(answer) || isReadable(answer)) return { kind: 'pass' };
  if (status === 502 || status === 503)
    return problem('cloudUnreachable', 'a proxy before the cloud cannot reach it', answer);
  if (status === 504) return problem('cloudTimeout', 'a proxy before the cloud gave up waiting', answer);
  return problem('cloudNonsense', 'the answer is not what the API promises', answer);
}

function isBodyless({ status, headers }: Answer): boolean {
  return (
    status === 204 || headers['content-length'] === '0' || (headers['content-type'] === undefined && status === 202)
  );
}

/** JSON, the image's bytes, or the plain text of some errors. */
function isReadable({ status, headers }: Answer): boolean {
  const type = headers['content-type'] ?? '';
  if (/^application\/([\w.+-]+\+)?json\b/i.test(type) || /^application\/octet-stream\b/i.test(type)) return true;
  return status >= 400 && /^text\/plain\b/i.test(type);
}

function problem(
  code: 'sessionGone' | 'cloudNonsense' | 'cloudUnreachable' | 'cloudTimeout',
  detail: string,
  answer: Answer,
): Verdict {
  const requestId = answer.headers['x-openstack-request-id'];
  const upstream = { status: answer.status, message: '', ...(typeof requestId === 'string' ? { requestId } : {}) };
  return { kind: 'problem', problem: new ProblemError(code, detail, { upstream, at: answer.at }) };
}
