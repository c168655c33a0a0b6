import { sendResponse } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';

/** An error in Glance's own words. Handlers throw it, and `writeFault` sends it. */
export class GlanceFault extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The second sentence of an error, which some faults have after a general one. */
  readonly detail: string;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}, detail = '') {
    super(message);
    this.status = status;
    this.headers = headers;
    this.detail = detail;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Request Range Not Satisfiable',
  500: 'Internal Server Error',
};

const NOT_FOUND = 'The resource could not be found.';
const UNAUTHORIZED =
  'This server could not verify that you are authorized to access the document you requested. Either you supplied ' +
  'the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.';
const CRASHED = 'The server has either erred or is incapable of performing the requested operation.';

export const badRequest = (message: string): GlanceFault => new GlanceFault(400, message);
export const forbidden = (message: string): GlanceFault => new GlanceFault(403, message);
/** A 409 for one operation of a patch. `detail` is its second sentence. */
export const conflicting = (detail: string): GlanceFault =>
  new GlanceFault(409, 'There was a conflict when trying to complete your request.', {}, detail);
/** Like `forbidden`, with `detail` after a general sentence. */
export const denied = (detail: string): GlanceFault =>
  new GlanceFault(403, 'Access was denied to this resource.', {}, detail);
export const notFound = (message = NOT_FOUND): GlanceFault => new GlanceFault(404, message);
export const conflict = (message: string): GlanceFault => new GlanceFault(409, message);
export const gone = (message: string): GlanceFault => new GlanceFault(410, message);
export const tooLarge = (message: string): GlanceFault => new GlanceFault(413, message);
export const unsatisfiable = (detail: string): GlanceFault =>
  new GlanceFault(416, 'The Range requested is not available.', {}, detail);
export const crashed = (): GlanceFault => new GlanceFault(500, CRASHED);

export const unauthorized = (keystoneUrl: string): GlanceFault =>
  new GlanceFault(401, UNAUTHORIZED, { 'WWW-Authenticate': `Keystone uri="${keystoneUrl}"` });

export const methodNotAllowed = (method: string, allow: readonly string[]): GlanceFault =>
  new GlanceFault(405, `The method ${method} is not allowed for this resource.`, { Allow: inOrder(allow) });

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function inOrder(methods: readonly string[]): string {
  return methods.toSorted((a, b) => METHODS.indexOf(a) - METHODS.indexOf(b)).join(', ');
}

/** Glance sends its template's placeholder unfilled when the request has no media type. */
const unfilled = ['$', '{CONTENT_TYPE}'].join('');

export const unsupportedMediaType = (contentType: string, headers = {}): GlanceFault =>
  new GlanceFault(415, `The request media type ${contentType || unfilled} is not supported by this server.`, headers);

/** Sends the fault as an HTML page, as JSON, or as text when there is no Accept header. */
export function writeFault(call: Call, fault: GlanceFault): void {
  const { res } = call;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (fault.status === 401) res.removeHeader('x-openstack-request-id');
  const status = `${fault.status} ${TITLES[fault.status] ?? 'Error'}`;
  const form = call.method === 'HEAD' ? 'html' : preferredForm(call.req.headers.accept);
  sendResponse(call, fault.status, FORMS[form].body(status, fault), FORMS[form].contentType, fault.headers);
}

type Form = 'html' | 'json' | 'plain';

const FORMS: Readonly<Record<Form, { contentType: string; body: (status: string, fault: GlanceFault) => string }>> = {
  html: {
    contentType: 'text/html; charset=UTF-8',
    body: (status, fault) =>
      `<html>\n <head>\n  <title>${status}</title>\n </head>\n <body>\n  <h1>${status}</h1>\n  ${templateOf(fault).marked(escapeHtml(fault.message), escapeHtml(fault.detail))}\n </body>\n</html>`,
  },
  json: {
    contentType: 'application/json',
    body: (status, fault) =>
      JSON.stringify({
        message: templateOf(fault).marked(fault.message, fault.detail),
        code: status,
        title: TITLES[fault.status] ?? 'Error',
      }),
  },
  plain: {
    contentType: 'text/plain; charset=UTF-8',
    body: (status, fault) => `${status}\n\n${templateOf(fault).plain(fault)}`,
  },
};

/** The markup around a fault's text. Two faults have templates of their own. */
interface Template {
  readonly marked: (message: string, detail: string) => string;
  readonly plain: (fault: GlanceFault) => string;
}

const COMMON: Template = {
  marked: (message, detail) => `${message}<br /><br />\n${detail}\n\n`,
  plain: ({ message, detail }) => `${message}\n\n ${detail}  `,
};

const OWN: Readonly<Record<number, Template>> = {
  405: { marked: (message) => `${message} <br /><br />\n`, plain: ({ message }) => `${message} \n\n ` },
  415: { marked: (message) => `${message}\n<br /><br />\n`, plain: ({ message }) => `${message} \n\n ` },
};

const templateOf = (fault: GlanceFault): Template => OWN[fault.status] ?? COMMON;

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** HTML wins a tie, so an Accept header that ends in a wildcard gets a page. */
export function preferredForm(accept: string | undefined): Form {
  if (accept === undefined || accept.trim() === '') return 'plain';
  const html = quality(accept, 'text/html');
  const asJson = quality(accept, 'application/json');
  if (html === 0 && asJson === 0) return 'plain';
  return asJson > html ? 'json' : 'html';
}

function quality(accept: string, type: string): number {
  const wanted = [type, `${type.split('/')[0]}/*`, '*/*'];
  let best = { rank: wanted.length, q: 0 };
  for (const part of accept.split(',')) {
    const [range = '', ...params] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const rank = wanted.indexOf(range);
    if (rank === -1 || rank >= best.rank) continue;
    const q = params.find((param) => param.startsWith('q='));
    best = { rank, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  }
  return best.q;
}
