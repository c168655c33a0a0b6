import { describe, expect, it } from 'vitest';
import type { UpstreamEnd } from '../cloud/upstream-request.ts';
import { allowedAbsence, toUploadEnd } from './upload.ts';

const answered = (status: number, body = ''): UpstreamEnd => ({
  kind: 'answered',
  response: { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) },
});
const minute = 60_000;

describe('toUploadEnd', () => {
  it('is done only if all bytes were sent before the response', () => {
    expect(toUploadEnd({ kind: 'finishing' }, answered(204))).toEqual({ kind: 'done' });
    expect(toUploadEnd({ kind: 'open' }, answered(204))).toEqual({ kind: 'lost', reason: 'early' });
  });

  it('keeps status and text of a refusal before and after the last byte', () => {
    for (const kind of ['open', 'finishing'] as const) {
      expect(toUploadEnd({ kind }, answered(413, '{"message":"over quota"}'))).toMatchObject({
        kind: 'refused',
        refusal: { status: 413, message: 'over quota' },
      });
    }
  });

  it('keeps the reason of a loss', () => {
    const lost = { kind: 'lost', reason: 'reset' } as const;
    expect(toUploadEnd({ kind: 'finishing' }, lost)).toEqual(lost);
  });
});

describe('allowedAbsence', () => {
  it('is the configured time, but ends with the token', () => {
    expect(allowedAbsence(0, 15 * minute, 60 * minute)).toEqual({ ms: 15 * minute, reason: 'idle' });
    expect(allowedAbsence(0, 15 * minute, 5 * minute)).toEqual({ ms: 5 * minute, reason: 'tokenExpired' });
  });

  it('is a minute when the token has expired', () => {
    expect(allowedAbsence(10 * minute, 15 * minute, 5 * minute)).toEqual({ ms: minute, reason: 'tokenExpired' });
  });
});
