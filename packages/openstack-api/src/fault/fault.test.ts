import { describe, expect, it } from 'vitest';
import { parseFault } from './fault.ts';

const protectedText = 'Image 5f1 is protected and cannot be deleted.';

describe('parseFault', () => {
  it('removes the markup from the message in Glance’s JSON', () => {
    const body = JSON.stringify({
      message: `${protectedText}<br /><br />\n\n\n`,
      code: '403 Forbidden',
      title: 'Forbidden',
    });
    expect(parseFault(403, 'application/json', body)).toEqual({
      status: 403,
      message: protectedText,
      service: 'glance',
    });
  });

  it('reads the same message from Glance’s plain text and its HTML page', () => {
    const page = `<html>\n <head>\n  <title>403 Forbidden</title>\n </head>\n <body>\n  <h1>403 Forbidden</h1>\n  ${protectedText}<br /><br />\n\n\n\n </body>\n</html>`;
    expect(parseFault(403, 'text/plain', `403 Forbidden\n\n${protectedText}\n\n   `).message).toBe(protectedText);
    expect(parseFault(403, 'text/html; charset=UTF-8', page).message).toBe(protectedText);
    expect(parseFault(403, null, page).message).toBe(protectedText);
  });

  it('removes the generic sentence before Glance’s reason, but not when it is the whole message', () => {
    const preamble = 'There was a conflict when trying to complete your request.';
    const message = `${preamble}<br /><br />\nProperty nope does not exist.\n\n`;
    const body = JSON.stringify({ message, code: '409 Conflict', title: 'Conflict' });
    expect(parseFault(409, 'application/json', body).message).toBe('Property nope does not exist.');
    const text = "403 Forbidden\n\nAccess was denied to this resource.\n\n Owner can't be updated by non admin.  ";
    expect(parseFault(403, 'text/plain', text).message).toBe("Owner can't be updated by non admin.");
    expect(parseFault(409, 'text/plain', `409 Conflict\n\n${preamble}\n\n   `).message).toBe(preamble);
  });

  it('keeps the status line when the text has nothing else', () => {
    expect(parseFault(502, 'text/plain', '502 Bad Gateway').message).toBe('502 Bad Gateway');
    expect(parseFault(401, 'text/plain', 'Authentication required').message).toBe('Authentication required');
  });

  it('decodes character references once and leaves unknown ones', () => {
    const page = '<html><body><h1>400</h1>&#x27;a&#39; &lt;b&gt; &amp;lt; &unknown;</body></html>';
    expect(parseFault(400, 'text/html', page).message).toBe("'a' <b> &lt; &unknown;");
  });

  it('reads the message of a Keystone fault', () => {
    const body = {
      error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
    };
    expect(parseFault(401, 'application/json', JSON.stringify(body))).toEqual({
      status: 401,
      message: body.error.message,
      service: 'keystone',
    });
  });

  it('reads the message and the kind of a Cinder fault', () => {
    const body = { itemNotFound: { code: 404, message: 'Volume 5 could not be found.' } };
    expect(parseFault(404, 'application/json', body)).toEqual({
      status: 404,
      message: body.itemNotFound.message,
      service: 'cinder',
      code: 'itemNotFound',
    });
  });

  it('keeps the numbers of IMS and of API gateways', () => {
    expect(parseFault(400, 'application/json', { error: { code: 'IMG.0144', message: 'bad' } }).code).toBe('IMG.0144');
    expect(
      parseFault(401, 'application/json', { error_code: 'APIGW.0301', error_msg: 'Incorrect token' }),
    ).toMatchObject({
      code: 'APIGW.0301',
      message: 'Incorrect token',
    });
  });

  it('returns the status for every other body without throwing', () => {
    for (const body of ['', '{', '[]', 'null', null, undefined, 5, { a: null }, { error: 'x' }]) {
      expect(parseFault(500, null, body).status).toBe(500);
    }
    expect(parseFault(500, 'application/json', '{"message":').message).toBe('{"message":');
  });
});
