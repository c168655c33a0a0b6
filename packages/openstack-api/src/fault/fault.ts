import { oneLine, textOfMarkedMessage, textOfPage } from './page-text.ts';

export type FaultService = 'glance' | 'keystone' | 'cinder';

/** A service's refusal in plain text. */
export interface Fault {
  readonly status: number;
  /** The service's own words, one line, never HTML; empty when it gave none. */
  readonly message: string;
  /** Which service's shape the body has, where that can be told. */
  readonly service?: FaultService;
  /** Cinder's word for the kind of fault, such as `itemNotFound`; a gateway's error code. */
  readonly code?: string;
}

/**
 * Reads an error body of Keystone, Glance or Cinder, and of whatever stands before them.
 * @param body the text as it came, or the JSON already parsed. Never throws.
 */
export function parseFault(status: number, contentType: string | null, body: unknown): Fault {
  const fault = readFault(status, contentType, body);
  return { ...fault, message: fault.message.replace(preamble, '') };
}

/** Said before what was wrong, by Glance 25.1 and 30: in a patch, and at an owner or a reserved name on creation. */
const preamble =
  /^(?:Access was denied to this resource|There was a conflict when trying to complete your request)\. (?=\S)/;

function readFault(status: number, contentType: string | null, body: unknown): Fault {
  if (typeof body !== 'string') return jsonFault(status, body);
  const json = parsedJson(body);
  if (json !== undefined) return jsonFault(status, json);
  const isPage = /html/i.test(contentType ?? '') || /^\s*<(!doctype|html)/i.test(body);
  return { status, message: isPage ? textOfPage(body) : textOfPlain(body) };
}

/** Glance's text/plain: `403 Forbidden`, an empty line, the message. */
function textOfPlain(body: string): string {
  const rest = body.replace(/^\s*\d{3} [^\r\n]*(\r?\n|$)/, '');
  return oneLine(rest.trim() === '' ? body : rest);
}

function parsedJson(body: string): unknown {
  if (!/^\s*[[{]/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function jsonFault(status: number, json: unknown): Fault {
  if (!isRecord(json)) return { status, message: '' };
  const text = messageIn(json);
  if (text !== null) return withCode({ status, message: text, service: 'glance' }, json);
  // Keystone: {"error":{…}}; Cinder: {"badRequest":{…}}, and {"error":{…}} from its Keystone middleware.
  for (const [kind, inner] of Object.entries(json)) {
    if (!isRecord(inner)) continue;
    const message = messageIn(inner);
    if (message === null) continue;
    return kind === 'error'
      ? withCode({ status, message, service: 'keystone' }, inner)
      : { status, message, service: 'cinder', code: kind };
  }
  return { status, message: '' };
}

/** Gateways say `error_msg`, RFC 9457 `detail`, everybody else `message`. */
function messageIn(record: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['message', 'error_msg', 'detail', 'title']) {
    const value = record[key];
    if (typeof value === 'string') return textOfMarkedMessage(value);
  }
  return null;
}

/** IMS and API gateways number their faults (`IMG.0144`, `APIGW.0301`); "403 Forbidden" says nothing new. */
function withCode(fault: Fault, record: Readonly<Record<string, unknown>>): Fault {
  for (const key of ['error_code', 'code']) {
    const code = record[key];
    if (typeof code === 'string' && /^[A-Z]+\.\d+$/i.test(code)) return { ...fault, code };
  }
  return fault;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
