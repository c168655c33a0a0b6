import { describe, expect, it } from 'vitest';
import { parseVolume, parseVolumeLimits, parseVolumeTypes, parseVolumeZones, WireShapeError } from '../index.ts';

describe('parseVolume', () => {
  const volume = {
    id: 'v',
    status: 'creating',
    size: 2,
    name: 'x',
    bootable: 'false',
    'os-vol-tenant-attr:tenant_id': 'p',
  };

  it('keeps unknown keys', () => {
    expect(parseVolume({ volume })).toEqual(volume);
  });

  it('rejects a size that is text', () => {
    expect(() => parseVolume({ volume: { ...volume, size: '2' } })).toThrow(WireShapeError);
  });
});

describe('what Cinder offers for a volume', () => {
  it('reads volume types whose description is null', () => {
    const types = parseVolumeTypes({ volume_types: [{ id: 't', name: 'ssd', is_public: true, description: null }] });
    expect(types.map(({ name }) => name)).toEqual(['ssd']);
  });

  it('reads availability zones', () => {
    expect(
      parseVolumeZones({ availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true }, hosts: null }] }),
    ).toEqual([{ name: 'nova', isAvailable: true }]);
  });

  it('reads use and quota', () => {
    const absolute = {
      maxTotalVolumes: 10,
      totalVolumesUsed: 2,
      maxTotalVolumeGigabytes: 1000,
      totalGigabytesUsed: 7,
      x: 1,
    };
    expect(parseVolumeLimits({ limits: { rate: [], absolute } })).toEqual({
      volumes: { used: 2, max: 10 },
      gigabytes: { used: 7, max: 1000 },
    });
  });
});
