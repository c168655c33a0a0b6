import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { REQUEST_ID_HEADER } from '@console/bff-contract';
import type { RequestHandler } from 'express';

/** The form OpenStack services take over as the global id of a request. */
const wellFormed = /^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names every request; a well-formed name that came with it is kept. The answer carries it, and so does every call to the cloud. */
export const nameRequest: RequestHandler = (req, res, next) => {
  const given = req.get(REQUEST_ID_HEADER);
  const requestId = given !== undefined && wellFormed.test(given) ? given : newRequestId();
  res.setHeader(REQUEST_ID_HEADER, requestId);
  res.locals.requestId = requestId;
  next();
};

export function newRequestId(): string {
  return `req-${randomUUID()}`;
}

export function requestIdOf(res: ServerResponse): string {
  return String(res.getHeader(REQUEST_ID_HEADER) ?? '');
}
