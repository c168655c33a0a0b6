import { markedMessageText, oneLine, pageText } from './page-text.ts';

export type FaultService = 'glance' | 'keystone' | 'cinder';

/** An error body of a cloud service as plain text. */
export interface Fault {
  readonly status: number;
  /** The service's message on one line, without markup; empty when the body has none. */
  readonly message: string;
  /** The service whose shape the body has; absent when the body has no known shape. */
  readonly service?: FaultService;
  /** Cinder's kind of fault, such as `itemNotFound`, or the number of IMS or a gateway, such as `IMG.0144`. */
  readonly code?: string;
}

/**
 * Parses an error body of Keystone, Glance, Cinder, IMS, or a proxy in front of them. Never throws.
 * @param body the text of the response, or its parsed JSON
 */
export function parseFault(status: number, contentType: string | null, body: unknown): Fault {
  const fault = readFault(status, contentType, body);
  return { ...fault, message: fault.message.replace(genericPreamble, '') };
}

/** Glance 25.1 and 30 put these sentences before the reason: of a PATCH, and of an owner or a reserved name on creation. */
const genericPreamble =
  /^(?:Access was denied to this resource|There was a conflict when trying to complete your request)\. (?=\S)/;

function readFault(status: number, contentType: string | null, body: unknown): Fault {
  if (typeof body !== 'string') return jsonFault(status, body);
  const json = parsedJson(body);
  if (json !== undefined) return jsonFault(status, json);
  const isPage = /html/i.test(contentType ?? '') || /^\s*<(!doctype|html)/i.test(body);
  return { status, message: isPage ? pageText(body) : plainText(body) };
}

/** Glance's text/plain body is a status line, an empty line and the message. */
function plainText(body: string): string {
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
  const topMessage = messageIn(json);
  if (topMessage !== null) return withCode({ status, message: topMessage, service: 'glance' }, json);
  // Keystone sends {"error":{…}}; Cinder sends {"badRequest":{…}}, and its Keystone middleware {"error":{…}}.
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

/** API gateways send `error_msg`, RFC 9457 bodies `detail`, OpenStack services `message`. */
function messageIn(record: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['message', 'error_msg', 'detail', 'title']) {
    const value = record[key];
    if (typeof value === 'string') return markedMessageText(value);
  }
  return null;
}

/** Adds the number of IMS (`IMG.0144`) or of an API gateway (`APIGW.0301`); Glance's `code` repeats the status. */
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
