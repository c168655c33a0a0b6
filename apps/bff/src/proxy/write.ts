import type { Request } from 'express';
import { jsonOf } from '../http/body.ts';
import { ProblemError } from '../problem.ts';

/** `application/json` and its relatives, Glance's `application/openstack-images-v2.1-json-patch` among them. */
const jsonType = /^application\/([\w.+-]+[+-])?json(-patch)?(\s*;\s*charset="?utf-8"?)?\s*$/i;

/**
 * The body of a write to the cloud's API, known to be JSON. A write without a body is fine: the cloud has some.
 * @throws ProblemError unsupportedMediaType, badRequest
 */
export function jsonBody(req: Request): Buffer {
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body) || body.length === 0) return Buffer.alloc(0);
  if (!jsonType.test(req.get('content-type') ?? '')) throw new ProblemError('unsupportedMediaType', 'send JSON');
  if (jsonOf(body) === undefined) throw new ProblemError('badRequest', 'the body is not JSON');
  return body;
}
