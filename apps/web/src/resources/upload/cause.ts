import type { Problem } from '@console/bff-contract';
import type { Failure } from '../../shared/http/index.ts';

/**
 * The failure to put into words for an upload's problem: where the cloud itself refused, its own
 * answer says more than that it refused.
 */
export function causeOf(problem: Problem): Failure {
  const { upstream, at } = problem;
  if (problem.code !== 'uploadRefused' || upstream === undefined) return { kind: 'problem', problem };
  const { status, message, requestId = problem.requestId } = upstream;
  const place = at === undefined ? {} : { service: at.service };
  return { kind: 'cloud', status, body: message, contentType: 'text/plain', requestId, ...place };
}
