import assert from 'node:assert/strict';
import type { Reply } from './send-request.ts';

/** What stands at a path of keys and places, `undefined` as soon as one is missing. */
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

/** The list it must be. */
export function expectList(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value), `a list is wanted, not ${JSON.stringify(value)}`);
  return value;
}

/** The reply itself when it has this status; fails showing what it says otherwise. */
export function expectStatus(reply: Reply, status: number): Reply {
  assert.equal(reply.status, status, `${reply.status} instead of ${status}: ${reply.bytes.toString().slice(0, 600)}`);
  return reply;
}

/** A refusal whose words, free of markup and line breaks, match `text`. */
export function expectFault(reply: Reply, status: number, text: RegExp): Reply {
  expectStatus(reply, status);
  assert.match(faultText(reply), text);
  return reply;
}

/**
 * What a refusal says: Glance's `message` without its `<br />`, the message within Keystone's or Cinder's envelope, the
 * text of a page.
 */
export function faultText({ body }: Reply): string {
  const inner = isBox(body) && Object.values(body).length === 1 ? Object.values(body)[0] : body;
  const said = textAt(body, 'message') ?? textAt(inner, 'message') ?? (typeof body === 'string' ? body : '');
  return said
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** These fields have these values; others may be there. */
export function expectFields(value: unknown, fields: Readonly<Record<string, unknown>>): void {
  assert.ok(isBox(value), `an object is wanted, not ${JSON.stringify(value)}`);
  assert.deepEqual(Object.fromEntries(Object.keys(fields).map((key) => [key, value[key]])), fields);
}

/** These headers, by small names; a pattern or the whole value, `null` where there must be none. */
export function expectHeaders(reply: Reply, wanted: Readonly<Record<string, string | RegExp | null>>): void {
  for (const [name, value] of Object.entries(wanted)) {
    const found = reply.headers[name];
    if (value instanceof RegExp) assert.match(String(found ?? ''), value, `header ${name}`);
    else assert.equal(found ?? null, value, `header ${name}`);
  }
}

/** What Glance and Cinder say with a 500 that is their own fault. */
export const serverErrorMessage =
  /^The server has either erred or is incapable of performing the requested operation\.$/;
