import { describe, expect, it } from 'vitest';
import { imageFixture } from './image-fixture.ts';
import { isImageMoving, pollIntervalMs } from './poll-interval.ts';

describe('isChanging', () => {
  it('is true for the statuses that the cloud changes by itself', () => {
    for (const status of ['queued', 'saving', 'uploading', 'importing', 'pending_delete']) {
      expect(isImageMoving(imageFixture({ status })), status).toBe(true);
    }
  });

  it('is false for settled and for unknown statuses', () => {
    for (const status of ['active', 'deactivated', 'killed', 'deleted', 'paused']) {
      expect(isImageMoving(imageFixture({ status })), status).toBe(false);
    }
  });

  it('is false for a queued image whose import has failed', () => {
    const failed = imageFixture({
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
  it('grows from two to ten seconds', () => {
    const intervals = Array.from({ length: 20 }, (_, index) => pollIntervalMs(index + 1));
    expect(intervals[0]).toBe(2_000);
    expect(intervals.at(-1)).toBe(10_000);
    expect(intervals.toSorted((a, b) => a - b)).toEqual(intervals);
  });
});
