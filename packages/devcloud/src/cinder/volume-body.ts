import { isObject, type JsonObject } from '../kernel/json.ts';
import type { CinderFault } from './cinder-fault.ts';

/** The parsed body of `POST /volumes` and `PUT /volumes/{id}`, or the fault in its outer structure. */
export type VolumeBody =
  | { readonly kind: 'volume'; readonly volume: JsonObject }
  | { readonly kind: 'refused'; readonly refusal: CinderFault };

export function readVolumeBody(value: unknown): VolumeBody {
  if (!isObject(value)) return refused(`${JSON.stringify(value)} is not of type 'object'`);
  if (!('volume' in value)) return refused("'volume' is a required property");
  return isObject(value.volume)
    ? { kind: 'volume', volume: value.volume }
    : refused(
        `Invalid input for field/attribute volume. Value: ${shown(value.volume)}. ${shown(value.volume)} is not of type 'object'`,
      );
}

const refused = (message: string): VolumeBody => ({
  kind: 'refused',
  refusal: { fault: 'badRequest', message },
});

const MAX_INT = 2 ** 31 - 1;

/** Returns Cinder's message for a body that its schema refuses, else `null`. */
export function schemaFault(body: JsonObject): string | null {
  return sizeFault(body.size ?? null) ?? textFault(body) ?? metadataFault(body.metadata ?? {});
}

function sizeFault(size: unknown): string | null {
  const sizeMessage = (why: string, value = size): string =>
    `Invalid input for field/attribute size. Value: ${plain(size)}. ${shown(value)} ${why}`;
  if (size === null) return null;
  if (typeof size === 'string' && !/^[0-9]+$/.test(size)) return sizeMessage("does not match '^[0-9]+$'");
  const whole = typeof size === 'string' ? Number(size) : size;
  if (typeof whole !== 'number' || !Number.isInteger(whole))
    return sizeMessage("is not of type 'integer', 'string', 'null'");
  if (whole < 1) return sizeMessage('is less than the minimum of 1', whole);
  return whole > MAX_INT ? sizeMessage(`is greater than the maximum of ${MAX_INT}`, whole) : null;
}

const TEXTS = ['name', 'description'];

/** Returns Cinder's message for an invalid name or description, else `null`. */
export function textFault(body: JsonObject): string | null {
  for (const key of TEXTS) {
    const value = body[key] ?? null;
    if (value !== null && typeof value !== 'string') {
      return `Invalid input for field/attribute ${key}. Value: ${plain(value)}. ${shown(value)} is not of type 'string', 'null'`;
    }
  }
  const long = TEXTS.find((key) => String(body[key] ?? '').length > 255);
  if (long === undefined) return null;
  return invalidInput(`${long} has ${String(body[long]).length} characters, more than 255.`);
}

function metadataFault(metadata: unknown): string | null {
  if (!isObject(metadata)) return null;
  const odd = Object.keys(metadata).find((key) => typeof metadata[key] !== 'string');
  if (odd === undefined) return null;
  return `Invalid input for field/attribute ${odd}. Value: ${plain(metadata[odd])}. ${shown(metadata[odd])} is not of type 'string'`;
}

/** Adds the prefix of errors that Cinder's code raises, as opposed to its schema. */
export function invalidInput(message: string): string {
  return `Invalid input received: ${message}`;
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : shown(value));

/** Formats a value as Python prints it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}
