import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Field names whose values never leave the process, at any depth and in any spelling. */
const secretName = /pass(word|wd)?$|secret|token$|^token|cookie|authorization|credential|csrf/i;
/** Field names that match `secretName` and hold no secret. */
const harmlessNames = new Set(['tokenExpiresAt']);
/** Keystone's fernet tokens inside a text: they start with the version byte 0x80, which is `gAAAA` in base64. */
const fernetToken = /gAAAA[\w-]{20,}={0,2}/g;
const maxDepth = 8;

/**
 * Creates a log of JSON lines, one event each.
 * @param destination stdout when absent
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

/** Copies `value`, with secrets replaced and errors turned into plain objects. */
function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(fernetToken, '[redacted]');
  if (typeof value !== 'object' || value === null) return value;
  if (depth === maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Error) return redact({ ...value, ...plainError(value) }, depth + 1);
  const entries = Object.entries(value).map(([name, field]) => [
    name,
    secretName.test(name) && !harmlessNames.has(name) ? '[redacted]' : redact(field, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

function plainError(error: Error) {
  return { type: error.name, message: error.message, stack: error.stack, cause: error.cause };
}
