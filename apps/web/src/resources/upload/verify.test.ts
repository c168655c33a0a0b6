import { describe, expect, it } from 'vitest';
import { compare } from './verify.ts';

const sent = { via: 'file', size: 10, sha512: 'ab' } as const;

describe('compare', () => {
  it.each([
    ['all equal', sent, { status: 'active', size: 10, hash: 'ab' }, 'same'],
    ['no hash on either side', { ...sent, sha512: null }, { status: 'active', size: 10, hash: 'ab' }, 'same'],
    ['the cloud gives none', sent, { status: 'active', size: 10, hash: null }, 'same'],
    ['still saving', sent, { status: 'saving', size: null, hash: null }, 'later'],
    ['staged', { ...sent, via: 'stage' }, { status: 'uploading', size: 10, hash: null }, 'same'],
    ['staged and converted', { ...sent, via: 'stage' }, { status: 'active', size: 7, hash: 'cd' }, 'same'],
  ] as const)('%s', (_what, from, image, kind) => {
    expect(compare(from, image).kind).toBe(kind);
  });

  it.each([
    ['another hash', { status: 'active', size: 10, hash: 'cd' }, 'hashMismatch'],
    ['another size', { status: 'active', size: 9, hash: 'ab' }, 'sizeMismatch'],
    ['no size', { status: 'active', size: null, hash: 'ab' }, 'sizeMismatch'],
    ['back to queued', { status: 'queued', size: null, hash: null }, 'wrongStatus'],
  ])('%s is never a success', (_what, image, kind) => {
    expect(compare(sent, image)).toMatchObject({ kind: 'different', failure: { kind } });
  });
});
