import { describe, expect, it } from 'vitest';
import { returnPath, signInPath } from './return-path.ts';

describe('returnPath', () => {
  it('returns the whole address that was opened before signing in', () => {
    const address = signInPath({ pathname: '/compute/images', search: '?status=active&q=镜像', hash: '#x' });
    expect(returnPath(address.slice(address.indexOf('?')))).toBe('/compute/images?status=active&q=镜像#x');
  });

  it('is the image list without such an address', () => {
    expect(signInPath({ pathname: '/', search: '', hash: '' })).toBe('/login');
    expect(returnPath('')).toBe('/compute/images');
  });

  it.each([
    '//evil.example/x',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    'x',
  ])('never leads to %j', (next) => {
    expect(returnPath(`?${new URLSearchParams({ next })}`)).toBe('/compute/images');
  });
});
