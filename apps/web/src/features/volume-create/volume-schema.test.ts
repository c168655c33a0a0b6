import { GiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { checkQuota, createVolumeSchema, minVolumeSizeGib, type VolumeValues } from './volume-schema.ts';

const values: VolumeValues = { name: 'disk', sizeGib: 5, type: null, zone: null, description: '' };

/** Returns `field problem` for each invalid field. */
function problemsOf(changes: Partial<VolumeValues>, minSizeGib = 2, gibLeft: number | null = 100) {
  const result = createVolumeSchema(minSizeGib, { volumes: 3, gib: gibLeft }).safeParse({ ...values, ...changes });
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

describe('minVolumeSizeGib', () => {
  it.each([
    [{ minDiskGib: 0, virtualSize: 0, size: 0 }, 1],
    [{ minDiskGib: 8, virtualSize: 2 * GiB, size: GiB }, 8],
    [{ minDiskGib: 1, virtualSize: 2 * GiB + 1, size: GiB }, 3],
    [{ minDiskGib: 0, virtualSize: 2 * GiB, size: 2 * GiB + 65_536 }, 3],
    [{ minDiskGib: 0, virtualSize: null, size: null }, 1],
  ])('returns the minimum size of %j as %d GiB', (image, gib) => expect(minVolumeSizeGib(image)).toBe(gib));
});

describe('createVolumeSchema', () => {
  it.each([
    [2, []],
    [1, ['sizeGib tooSmall']],
    [2.5, ['sizeGib notWhole']],
    [null, ['sizeGib sizeMissing']],
    [100, []],
    [101, ['sizeGib overQuota']],
  ])('checks a size of %s GiB with the problems %j', (sizeGib, problems) =>
    expect(problemsOf({ sizeGib })).toEqual(problems),
  );

  it('accepts any size if the quota has no limit', () => {
    expect(problemsOf({ sizeGib: 100_000 }, 2, null)).toEqual([]);
  });

  it('requires a name and counts its characters, not its bytes', () => {
    expect(problemsOf({ name: '  ' })).toEqual(['name nameMissing']);
    expect(problemsOf({ name: '盘'.repeat(255) })).toEqual([]);
    expect(problemsOf({ name: 'x'.repeat(256) })).toEqual(['name textTooLong']);
    expect(problemsOf({ description: 'x'.repeat(256) })).toEqual(['description textTooLong']);
    expect(problemsOf({ name: 'disk 🎉', description: '🎉' })).toEqual(['name fourByte', 'description fourByte']);
  });
});

describe('checkQuota', () => {
  it.each([
    [null, 'fits'],
    [{ volumes: null, gib: null }, 'fits'],
    [{ volumes: 1, gib: 5 }, 'fits'],
    [{ volumes: 0, gib: 5 }, 'noVolumeLeft'],
    [{ volumes: 1, gib: 4 }, 'tooFewGib'],
  ])('returns for %j and 5 GiB: %s', (quota, result) => expect(checkQuota(quota, 5)).toBe(result));
});
