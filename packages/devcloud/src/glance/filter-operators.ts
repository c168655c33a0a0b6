import { badRequest } from './glance-fault.ts';

/**
 * Splits `gte:2026-…` into operator and operand. A date without an operator keeps its colons; any other value is split
 * at the first colon.
 */
export function splitOperator(expression: string): { readonly operator: string; readonly operand: string } {
  const colon = expression.indexOf(':');
  if (colon === -1 || parseDate(expression) !== null) return { operator: 'eq', operand: expression };
  return { operator: expression.slice(0, colon), operand: expression.slice(colon + 1) };
}

export function unknownOperator(operator: string): Error {
  return badRequest(`Unable to filter by unknown operator '${operator}'.`);
}

/** Splits `a,"b, c"` into `a` and `b, c`. Throws 400 for unbalanced quotes. */
export function splitList(text: string): readonly string[] {
  checkQuotes(text);
  const pattern = /"([^"\\]*(?:\\.[^"\\]*)*)",?|([^,]+),?|,/g;
  return [...text.matchAll(pattern)].map((match) => match[1] || match[2] || '');
}

function checkQuotes(text: string): void {
  let isOpening = true;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] !== '"' || (i > 0 && text[i - 1] === '\\')) continue;
    if (isOpening && i > 0 && text[i - 1] !== ',') {
      throw badRequest(`Invalid filter value ${text}. There is no comma before opening quotation mark.`);
    }
    if (!isOpening && i + 1 < text.length && text[i + 1] !== ',') {
      throw badRequest(`Invalid filter value ${text}. There is no comma after closing quotation mark.`);
    }
    isOpening = !isOpening;
  }
  if (!isOpening) throw badRequest(`Invalid filter value ${text}. The quote is not closed.`);
}

const DATE =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/;

/** Parses an ISO 8601 date to seconds since the epoch, in UTC unless it has a zone; `null` for anything else. */
export function parseDate(text: string): number | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', , zone = 'Z'] = match;
  const offset = zone.length === 3 ? `${zone}:00` : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(ms) ? null : ms / 1000;
}
