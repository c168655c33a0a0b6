import { parseFault } from '@console/openstack-api';
import type { Upstream as CloudWords } from '../problem.ts';
import type { Answer } from './line.ts';

/** What the image API said when it did not take the data. */
export type Refusal = CloudWords;

export function refusalOf(answer: Answer): Refusal {
  const requestId = answer.headers['x-openstack-request-id'];
  const { message } = parseFault(answer.status, answer.headers['content-type'] ?? '', answer.body.toString('utf8'));
  return { status: answer.status, message, ...(typeof requestId === 'string' ? { requestId } : {}) };
}
