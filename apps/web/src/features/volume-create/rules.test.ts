import { describe, expect, it } from 'vitest';
import { leastVolumeGib, quotaVerdict, schemaFor, type VolumeValues } from './rules.ts';

const GIB = 1024 ** 3;
const values: VolumeValues = { name: 'disk', sizeGib: 5, type: null, zone: null, description: '' };

/** The problem of each field, none where all is well. */
function problemsOf(changes: Partial<VolumeValues>, leastGib = 2, gibLeft: number | null = 100) {
  const result = schemaFor(leastGib, { volumes: 3, gib: gibLeft }).safeParse({ ...values, ...changes });
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

describe('the least size', () => {
  it.each([
    [{ minDiskGib: 0, virtualSize: 0, size: 0 }, 1],
    [{ minDiskGib: 8, virtualSize: 2 * GIB, size: GIB }, 8],
    [{ minDiskGib: 1, virtualSize: 2 * GIB + 1, size: GIB }, 3],
    [{ minDiskGib: 0, virtualSize: 2 * GIB, size: 2 * GIB + 65_536 }, 3],
    [{ minDiskGib: 0, virtualSize: null, size: null }, 1],
  ])('of %j is %d GiB', (image, least) => expect(leastVolumeGib(image)).toBe(least));
});

describe('the form', () => {
  it.each([
    [2, []],
    [1, ['sizeGib tooSmall']],
    [2.5, ['sizeGib notWhole']],
    [null, ['sizeGib sizeMissing']],
    [100, []],
    [101, ['sizeGib overQuota']],
  ])('judges a size of %s GiB: %j', (sizeGib, problems) => expect(problemsOf({ sizeGib })).toEqual(problems));

  it('lets any size pass where the quota has no limit', () => {
    expect(problemsOf({ sizeGib: 100_000 }, 2, null)).toEqual([]);
  });

  it('wants a name, of characters and not of bytes', () => {
    expect(problemsOf({ name: '  ' })).toEqual(['name nameMissing']);
    expect(problemsOf({ name: '盘'.repeat(255) })).toEqual([]);
    expect(problemsOf({ name: 'x'.repeat(256) })).toEqual(['name textTooLong']);
    expect(problemsOf({ description: 'x'.repeat(256) })).toEqual(['description textTooLong']);
    expect(problemsOf({ name: 'disk 🎉', description: '🎉' })).toEqual(['name fourByte', 'description fourByte']);
  });
});

describe('the quota', () => {
  it.each([
    [null, 'fits'],
    [{ volumes: null, gib: null }, 'fits'],
    [{ volumes: 1, gib: 5 }, 'fits'],
    [{ volumes: 0, gib: 5 }, 'noVolumeLeft'],
    [{ volumes: 1, gib: 4 }, 'tooFewGib'],
  ])('with %j left: %s', (left, verdict) => expect(quotaVerdict(left, 5)).toBe(verdict));
});
