import { MiB, secondMs } from '@console/units';
import express, { type Request, type Response } from 'express';
import { abortResponse } from './abort-response.ts';

export interface BodyLimits {
  readonly bytes: number;
  /** Longest time from the first to the last byte, in ms. */
  readonly ms: number;
}

/** Limits for the JSON bodies of API calls. */
export const defaultBodyLimits: BodyLimits = { bytes: MiB, ms: 30 * secondMs };

/**
 * Reads a small body whole; an absent body is an empty buffer. The connection of a slow sender is cut after `ms`,
 * because the server itself has no limit: an upload may take hours.
 * @throws the plain errors of body-parser, with a `status`
 */
export async function readBody(req: Request, res: Response, { bytes, ms } = defaultBodyLimits): Promise<Buffer> {
  const read = express.raw({ type: () => true, limit: bytes, inflate: false });
  const timer = setTimeout(() => abortResponse(res), ms);
  try {
    await new Promise<void>((resolve, reject) => {
      read(req, res, (error?: unknown) => (error ? reject(error) : resolve()));
    });
  } finally {
    clearTimeout(timer);
  }
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Parses JSON in UTF-8; `undefined` for anything else. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
