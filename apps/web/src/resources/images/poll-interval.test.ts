import { describe, expect, it } from 'vitest';
import { imageOf } from './image-fixture.ts';
import { isImageMoving, pollIntervalMs } from './poll-interval.ts';

describe('isChanging', () => {
  it('holds for what the cloud is still working on', () => {
    for (const status of ['queued', 'saving', 'uploading', 'importing', 'pending_delete']) {
      expect(isImageMoving(imageOf({ status })), status).toBe(true);
    }
  });

  it('does not hold for what is settled, nor for a status nobody knows', () => {
    for (const status of ['active', 'deactivated', 'killed', 'deleted', 'paused']) {
      expect(isImageMoving(imageOf({ status })), status).toBe(false);
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
    expect(isImageMoving(failed)).toBe(false);
  });
});

describe('nextLookMs', () => {
  it('begins at two seconds and never gets slower than ten', () => {
    const looks = Array.from({ length: 20 }, (_, look) => pollIntervalMs(look + 1));
    expect(looks[0]).toBe(2_000);
    expect(looks.at(-1)).toBe(10_000);
    expect(looks.toSorted((a, b) => a - b)).toEqual(looks);
  });
});
