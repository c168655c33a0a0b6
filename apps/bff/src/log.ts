import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Names of fields that never leave the process, at any depth, in any spelling. */
const secretName = /pass(word|wd)?$|secret|token$|^token|cookie|authorization|credential|csrf/i;
/** Field names that match but say nothing secret. */
const harmless = new Set(['tokenExpiresAt']);
/** Keystone's fernet tokens, should one slip into a message. */
const tokenText = /gAAAA[\w-]{20,}={0,2}/g;
const deepest = 8;

/**
 * JSON lines, one event each.
 * @param destination stdout when absent; tests hand in their own
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => redact(fields) as Record<string, unknown>,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A copy of `value` in which secrets are replaced and errors are plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(tokenText, '[redacted]');
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Error) return redact({ ...value, ...plainError(value) }, depth + 1);
  const entries = Object.entries(value).map(([name, field]) => [
    name,
    secretName.test(name) && !harmless.has(name) ? '[redacted]' : redact(field, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

function plainError(error: Error) {
  return { type: error.name, message: error.message, stack: error.stack, cause: error.cause };
}
