import assert from 'node:assert/strict';
import type { Reply } from './send-request.ts';

/** Returns the value at a path of keys and indexes; `undefined` when one is missing. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (isBox(inner) ? inner[key] : undefined), value);
}

function isBox(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Asserts an array. */
export function expectList(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value), `a list is wanted, not ${JSON.stringify(value)}`);
  return value;
}

/** Asserts the reply's status and returns the reply. The failure shows the body. */
export function expectStatus(reply: Reply, status: number): Reply {
  assert.equal(reply.status, status, `${reply.status} instead of ${status}: ${reply.bytes.toString().slice(0, 600)}`);
  return reply;
}

/** Asserts a status and a message that matches `text`, without markup and line breaks. */
export function expectFault(reply: Reply, status: number, text: RegExp): Reply {
  expectStatus(reply, status);
  assert.match(faultText(reply), text);
  return reply;
}

/**
 * Returns the message of an error: Glance's `message` without `<br />`, the message in Keystone's or Cinder's envelope,
 * or the text of an HTML page.
 */
export function faultText({ body }: Reply): string {
  const inner = isBox(body) && Object.values(body).length === 1 ? Object.values(body)[0] : body;
  const message = textAt(body, 'message') ?? textAt(inner, 'message') ?? (typeof body === 'string' ? body : '');
  return message
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Asserts these fields; others may exist. */
export function expectFields(value: unknown, fields: Readonly<Record<string, unknown>>): void {
  assert.ok(isBox(value), `an object is wanted, not ${JSON.stringify(value)}`);
  assert.deepEqual(Object.fromEntries(Object.keys(fields).map((key) => [key, value[key]])), fields);
}

/** Asserts headers, by lowercase name: a pattern, the whole value, or `null` for an absent one. */
export function expectHeaders(reply: Reply, wanted: Readonly<Record<string, string | RegExp | null>>): void {
  for (const [name, value] of Object.entries(wanted)) {
    const found = reply.headers[name];
    if (value instanceof RegExp) assert.match(String(found ?? ''), value, `header ${name}`);
    else assert.equal(found ?? null, value, `header ${name}`);
  }
}

/** Message of an unhandled error (500) in Glance and Cinder. */
export const serverErrorMessage =
  /^The server has either erred or is incapable of performing the requested operation\.$/;
