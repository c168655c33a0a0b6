import { describe, expect, it } from 'vitest';
import { parseVolume, parseVolumeLimits, parseVolumeTypes, parseVolumeZones, WireShapeError } from '../index.ts';

describe('volumes', () => {
  it('keep what they carry', () => {
    const volume = {
      id: 'v',
      status: 'creating',
      size: 2,
      name: 'x',
      bootable: 'false',
      'os-vol-tenant-attr:tenant_id': 'p',
    };
    expect(parseVolume({ volume })).toEqual(volume);
    expect(() => parseVolume({ volume: { id: 'v', status: 'creating', size: '2' } })).toThrow(WireShapeError);
  });

  it('have types, zones and limits', () => {
    expect(
      parseVolumeTypes({ volume_types: [{ id: 't', name: 'ssd', is_public: true, description: null }] })[0]?.name,
    ).toBe('ssd');
    expect(
      parseVolumeZones({ availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true }, hosts: null }] }),
    ).toEqual([{ name: 'nova', isAvailable: true }]);
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
