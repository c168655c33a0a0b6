import { describe, expect, it } from 'vitest';
import type { LineEnd } from './line.ts';
import { absence, settle } from './upload.ts';

const answered = (status: number, body = ''): LineEnd => ({
  kind: 'answered',
  answer: { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) },
});
const minute = 60_000;

describe('settle', () => {
  it('is done only when all bytes were there before the answer', () => {
    expect(settle({ kind: 'finishing' }, answered(204))).toEqual({ kind: 'done' });
    expect(settle({ kind: 'open' }, answered(204))).toEqual({ kind: 'lost', reason: 'early' });
  });

  it('keeps the words of a refusal, before and after the last byte', () => {
    for (const kind of ['open', 'finishing'] as const) {
      expect(settle({ kind }, answered(413, '{"message":"over quota"}'))).toMatchObject({
        kind: 'refused',
        refusal: { status: 413, message: 'over quota' },
      });
    }
  });

  it('keeps the reason of a loss', () => {
    expect(settle({ kind: 'finishing' }, { kind: 'lost', reason: 'reset' })).toEqual({ kind: 'lost', reason: 'reset' });
  });
});

describe('absence', () => {
  it('lasts as long as configured, but not past the life of the token', () => {
    expect(absence(0, 15 * minute, 60 * minute)).toEqual({ ms: 15 * minute, reason: 'idle' });
    expect(absence(0, 15 * minute, 5 * minute)).toEqual({ ms: 5 * minute, reason: 'tokenExpired' });
  });

  it('leaves a minute between slices even when the token has expired', () => {
    expect(absence(10 * minute, 15 * minute, 5 * minute)).toEqual({ ms: minute, reason: 'tokenExpired' });
  });
});
