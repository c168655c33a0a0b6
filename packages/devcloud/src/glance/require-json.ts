import { isObject } from '../kernel/json.ts';
import { readJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { badRequest, crashed, tooLarge } from './glance-fault.ts';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Throws 400 unless the body is a JSON object or array. */
export async function requireJson(call: Call): Promise<object> {
  const body = await readJson(call, MAX_BODY_BYTES);
  switch (body.kind) {
    case 'json':
      if (typeof body.value === 'object' && body.value !== null) return body.value;
      throw badRequest('Unexpected body type. Expected list/dict.');
    case 'empty':
      throw badRequest('Body expected in request.');
    case 'malformed':
      throw badRequest('Malformed JSON in request body.');
    case 'tooLarge':
      throw tooLarge('The request body is too large.');
  }
}

/** Throws 500 when the JSON is an array, as Glance does. */
export async function requireObject(call: Call): Promise<Record<string, unknown>> {
  const value = await requireJson(call);
  if (!isObject(value)) throw crashed();
  return value;
}
