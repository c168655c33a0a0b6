import { isObject } from '../kernel/json.ts';
import { isReserved, READ_ONLY } from './check-values.ts';
import { badRequest, crashed, forbidden } from './glance-fault.ts';
import { checkAgainstSchema } from './schema-check.ts';

/** An operation that has passed every check that does not depend on the image. */
export type Change =
  | { readonly op: 'add' | 'replace'; readonly key: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly key: string };

export type Dialect = 'v2.0' | 'v2.1';

const OPERATIONS = ['add', 'remove', 'replace'] as const;
type Operation = (typeof OPERATIONS)[number];

/** Parses the body of a PATCH. Throws 400 or 403 with Glance's message at the first invalid operation. */
export function parsePatch(body: unknown, dialect: Dialect): readonly Change[] {
  if (!Array.isArray(body)) throw badRequest('Request body must be a JSON array of operation objects.');
  return body.map((raw: unknown) => {
    if (!isObject(raw)) throw badRequest('Operations must be JSON objects.');
    return parseChange(raw, dialect);
  });
}

function parseChange(raw: Readonly<Record<string, unknown>>, dialect: Dialect): Change {
  const { op, pointer } = dialect === 'v2.1' ? currentForm(raw) : oldForm(raw);
  const path = readPointer(pointer);
  const [key = ''] = path;
  if (path.length !== depthOf(key, op)) {
    throw badRequest(`Invalid JSON pointer for this resource: '/${path.join('/')}'`);
  }
  if (op !== 'remove' && !('value' in raw)) throw badRequest(`Operation "${op}" requires a member named "value".`);
  checkKey(key);
  if (op === 'remove') return { op, key };
  checkAgainstSchema({ [key]: raw.value });
  return { op, key, value: raw.value };
}

function currentForm(raw: Readonly<Record<string, unknown>>): { op: Operation; pointer: unknown } {
  const choices = OPERATIONS.join(', ');
  if (raw.op === undefined || raw.op === null) {
    throw badRequest(`Unable to find \`op\` in JSON Schema change. It must be one of the following: ${choices}.`);
  }
  const op = OPERATIONS.find((one) => one === raw.op);
  if (!op) throw badRequest(`Invalid operation: \`${String(raw.op)}\`. It must be one of the following: ${choices}.`);
  if (!('path' in raw)) throw badRequest("Unable to find 'path' in JSON Schema change");
  return { op, pointer: raw.path };
}

/** In the 2.0 dialect the key is the operation: `{"replace": "/name", "value": "x"}`. */
function oldForm(raw: Readonly<Record<string, unknown>>): { op: Operation; pointer: unknown } {
  const [op, ...others] = OPERATIONS.filter((one) => one in raw);
  if (others.length > 0) {
    throw badRequest('Operation objects must contain only one member named "add", "remove", or "replace".');
  }
  if (!op) throw badRequest('Operation objects must contain exactly one member named "add", "remove", or "replace".');
  return { op, pointer: raw[op] };
}

function readPointer(pointer: unknown): readonly string[] {
  if (typeof pointer !== 'string') throw crashed();
  const text: string = pointer;
  if (!text.startsWith('/')) throw badRequest(`Pointer \`${text}\` does not start with "/".`);
  if (/\/\s*?\//.test(text.slice(1))) throw badRequest(`Pointer \`${text}\` contains adjacent "/".`);
  if (text.length > 1 && text.endsWith('/')) throw badRequest(`Pointer \`${text}\` end with "/".`);
  if (/~[^01]/.test(text) || text.endsWith('~')) {
    throw badRequest(`Pointer \`${text}\` contains "~" not part of a recognized escape sequence.`);
  }
  return text
    .replace(/^\/+/, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~').trim());
}

/** Only paths within `locations` may have more than one segment. */
function depthOf(key: string, op: Operation): number {
  return key === 'locations' && op !== 'replace' ? 2 : 1;
}

function checkKey(key: string): void {
  if (READ_ONLY.includes(key)) throw forbidden(`Attribute '${key}' is read-only.`);
  if (key !== 'locations' && isReserved(key)) throw forbidden(`Attribute '${key}' is reserved.`);
}
