import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { REQUEST_ID_HEADER } from '@console/bff-contract';
import type { RequestHandler } from 'express';

/** The only form that oslo.middleware's request_id.py accepts as the global id of a request. */
const globalRequestId = /^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Gives every request an id, or keeps the client's well-formed one. The response and all calls to the cloud have it. */
export const assignRequestId: RequestHandler = (req, res, next) => {
  const clientId = req.get(REQUEST_ID_HEADER);
  const requestId = clientId !== undefined && globalRequestId.test(clientId) ? clientId : newRequestId();
  res.setHeader(REQUEST_ID_HEADER, requestId);
  next();
};

export function newRequestId(): string {
  return `req-${randomUUID()}`;
}

export function requestIdOf(res: ServerResponse): string {
  return String(res.getHeader(REQUEST_ID_HEADER) ?? '');
}
