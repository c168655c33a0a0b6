import express, { type RequestHandler } from 'express';

export interface BodyLimits {
  readonly bytes: number;
  /** How long the body may take to come, ms. */
  readonly ms: number;
}

/** What JSON calls of people need, many times over. */
export const defaultBodyLimits: BodyLimits = { bytes: 1024 * 1024, ms: 30_000 };

/**
 * Reads a small body whole before anything is done with it, and cuts off who sends it too slowly: the server itself
 * waits for ever, because uploads take as long as they take. `req.body` is a Buffer, or undefined where none came.
 */
export function wholeBody({ bytes, ms }: BodyLimits): RequestHandler {
  const read = express.raw({ type: () => true, limit: bytes, inflate: false });
  return (req, res, next) => {
    const timer = setTimeout(() => req.destroy(), ms);
    read(req, res, (error?: unknown) => {
      clearTimeout(timer);
      next(error);
    });
  };
}

/** @returns `undefined` for anything that is not JSON in UTF-8 */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
