import { describe, expect, it } from 'vitest';
import { type Endpoint, endpointOf, regionsOf } from './catalog-endpoints.ts';

const endpoints: readonly Endpoint[] = [
  { type: 'image', region: 'north', url: 'http://north:9292' },
  { type: 'image', region: 'east', url: 'https://cloud/east/image/v2/' },
  { type: 'volume', region: 'east', url: 'https://cloud/east/old/v2/p1' },
  { type: 'volumev3', region: 'east', url: 'https://cloud/east/volume/v3/p1' },
  { type: 'image', region: 'west', url: '$(public_url)s:9292' },
  { type: 'block-storage', region: 'north', url: 'http://north:8776/v3/AUTH_p1' },
];

describe('catalog endpoints', () => {
  it('list the regions with an image service', () => {
    expect(regionsOf(endpoints)).toEqual(['east', 'north', 'west']);
  });

  it.each([
    ['image', 'north', 'http://north:9292'],
    ['image', 'east', 'https://cloud/east/image'],
    ['image', null, 'http://north:9292'],
    ['volume', 'east', 'https://cloud/east/volume'],
    ['volume', 'north', 'http://north:8776'],
    ['volume', 'south', null],
    ['image', 'west', null],
  ] as const)('finds %s in %s without version and project', (kind, region, url) => {
    expect(endpointOf(endpoints, kind, region)).toBe(url);
  });
});
