// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { createTusClient } from './tus-client.ts';

afterEach(() => vi.unstubAllGlobals());

/** The reply of a HEAD in a browser whose requests all get this answer. */
function fetchOffsetWith(status: number, headers: Readonly<Record<string, string>>) {
  class FakeRequest {
    status = status;
    responseText = '';
    upload = {};
    onload = () => {};
    open() {}
    setRequestHeader() {}
    abort() {}
    getResponseHeader = (name: string) => headers[name] ?? null;
    send() {
      this.onload();
    }
  }
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  return createTusClient('/api/uploads', () => null).fetchOffset('/api/uploads/1', new AbortController().signal);
}

it('reads the offset from Upload-Offset', async () => {
  expect(await fetchOffsetWith(200, { 'Upload-Offset': '7' })).toEqual({
    kind: 'ok',
    offset: 7,
    location: null,
    expiresMs: null,
  });
});

it("measures Upload-Expires by the server's own Date", async () => {
  const headers = {
    Date: 'Sat, 01 Jan 2000 00:00:00 GMT',
    'Upload-Expires': 'Sat, 01 Jan 2000 00:15:00 GMT',
  };
  expect(await fetchOffsetWith(200, { 'Upload-Offset': '7', ...headers })).toMatchObject({ expiresMs: 900_000 });
});

it('treats a success without Upload-Offset as a refusal', async () => {
  expect(await fetchOffsetWith(200, { 'Content-Type': 'text/html' })).toEqual({
    kind: 'refused',
    status: 200,
    problem: null,
  });
});
