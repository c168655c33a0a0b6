// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { createWire } from './wire.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser in which every call is answered so. */
function answering(status: number, headers: Readonly<Record<string, string>>) {
  class Answered {
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
  vi.stubGlobal('XMLHttpRequest', Answered);
  return createWire('/api/uploads', () => null).offset('/api/uploads/1', new AbortController().signal);
}

it('takes the offset from the answer', async () => {
  expect(await answering(200, { 'Upload-Offset': '7' })).toEqual({
    kind: 'ok',
    offset: 7,
    location: null,
    keptMs: null,
  });
});

it('tells how long the upload is kept by the clock of who answers', async () => {
  const headers = {
    Date: 'Sat, 01 Jan 2000 00:00:00 GMT',
    'Upload-Expires': 'Sat, 01 Jan 2000 00:15:00 GMT',
  };
  expect(await answering(200, { 'Upload-Offset': '7', ...headers })).toMatchObject({ keptMs: 900_000 });
});

it('believes no success that does not say where the upload stands', async () => {
  expect(await answering(200, { 'Content-Type': 'text/html' })).toEqual({
    kind: 'refused',
    status: 200,
    problem: null,
  });
});
