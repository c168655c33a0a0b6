import { describe, expect, it } from 'vitest';
import { compare } from './verify.ts';

const sent = { via: 'file', size: 10, digests: { sha512: 'ab' } } as const;
const sha512 = (value: string) => ({ algorithm: 'sha512', value });

describe('compare', () => {
  it.each([
    ['all equal', sent, { status: 'active', size: 10, hash: sha512('ab') }, 'same'],
    ['no hash on either side', { ...sent, digests: null }, { status: 'active', size: 10, hash: sha512('ab') }, 'same'],
    ['the cloud gives none', sent, { status: 'active', size: 10, hash: null }, 'same'],
    ['still saving', sent, { status: 'saving', size: null, hash: null }, 'later'],
    ['staged', { ...sent, via: 'stage' }, { status: 'uploading', size: 10, hash: null }, 'same'],
    ['staged and converted', { ...sent, via: 'stage' }, { status: 'active', size: 7, hash: sha512('cd') }, 'same'],
  ] as const)('%s', (_what, from, image, kind) => {
    expect(compare(from, image).kind).toBe(kind);
  });

  it.each([
    ['another hash', { status: 'active', size: 10, hash: sha512('cd') }, 'hashMismatch'],
    ['another size', { status: 'active', size: 9, hash: sha512('ab') }, 'sizeMismatch'],
    ['no size', { status: 'active', size: null, hash: sha512('ab') }, 'sizeMismatch'],
    ['back to queued', { status: 'queued', size: null, hash: null }, 'wrongStatus'],
  ])('%s is never a success', (_what, image, kind) => {
    expect(compare(sent, image)).toMatchObject({ kind: 'different', failure: { kind } });
  });

  it('compares with the hash the cloud has chosen, and asks for it where it was not computed', () => {
    const image = { status: 'active', size: 10, hash: { algorithm: 'sha256', value: 'ef' } };
    expect(compare(sent, image)).toEqual({ kind: 'unhashed', name: 'sha256' });
    expect(compare({ ...sent, digests: { sha256: 'ef' } }, image).kind).toBe('same');
    expect(compare({ ...sent, digests: { sha256: 'xx' } }, image).kind).toBe('different');
    expect(compare(sent, { ...image, hash: { algorithm: 'whirlpool', value: 'ef' } }).kind).toBe('same');
  });
});
