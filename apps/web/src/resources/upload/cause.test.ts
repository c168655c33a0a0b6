import type { Problem } from '@console/bff-contract';
import { expect, it } from 'vitest';
import { causeOf } from './cause.ts';

const refused: Problem = {
  type: 'about:blank',
  title: 'Unprocessable Content',
  status: 422,
  code: 'uploadRefused',
  detail: 'refused',
  requestId: 'req-bff',
};

it('takes the cloud at its word where it refused', () => {
  expect(causeOf({ ...refused, upstream: { status: 413, message: 'over limit', requestId: 'req-cloud' } })).toEqual({
    kind: 'cloud',
    status: 413,
    body: 'over limit',
    contentType: 'text/plain',
    requestId: 'req-cloud',
  });
});

it('keeps which service it was', () => {
  const at = { service: 'image', host: 'image.example' } as const;
  const down = { ...refused, at, upstream: { status: 503, message: '' } };
  expect(causeOf(down)).toMatchObject({ kind: 'cloud', status: 503, service: 'image' });
});

it('leaves every other problem as it is', () => {
  expect(causeOf(refused)).toEqual({ kind: 'problem', problem: refused });
  const lost = { ...refused, code: 'uploadLost' as const, upstream: { status: 500, message: 'x' } };
  expect(causeOf(lost)).toEqual({ kind: 'problem', problem: lost });
});
