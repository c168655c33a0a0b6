import { describe, expect, it } from 'vitest';
import { isChanging, nextLookMs } from './refresh.ts';
import { imageOf } from './testing.ts';

describe('isChanging', () => {
  it('holds for what the cloud is still working on', () => {
    for (const status of ['queued', 'saving', 'uploading', 'importing', 'pending_delete']) {
      expect(isChanging(imageOf({ status })), status).toBe(true);
    }
  });

  it('does not hold for what is settled, nor for a status nobody knows', () => {
    for (const status of ['active', 'deactivated', 'killed', 'deleted', 'paused']) {
      expect(isChanging(imageOf({ status })), status).toBe(false);
    }
  });

  it('does not hold for a queued image whose import failed', () => {
    const failed = imageOf({
      status: 'queued',
      import: {
        taskId: null,
        pendingStores: [],
        failedStores: ['fast'],
        reason: null,
      },
    });
    expect(isChanging(failed)).toBe(false);
  });
});

describe('nextLookMs', () => {
  it('begins at two seconds and never gets slower than ten', () => {
    const looks = Array.from({ length: 20 }, (_, look) => nextLookMs(look + 1));
    expect(looks[0]).toBe(2_000);
    expect(looks.at(-1)).toBe(10_000);
    expect(looks.toSorted((a, b) => a - b)).toEqual(looks);
  });
});
