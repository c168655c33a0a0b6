import { describe, expect, it } from 'vitest';
import { importState } from './import-state.ts';
import { bytesOfGib, gibOfMib, gibToHold, leastDiskGib, mibOfGib } from './sizes.ts';
import { imageStatuses, isMoving } from './status.ts';

describe('status', () => {
  it('tells moving from settled', () => {
    expect(imageStatuses.filter(isMoving)).toEqual(['queued', 'saving', 'uploading', 'importing', 'pending_delete']);
    expect(isMoving('something new')).toBe(false);
  });
});

describe('importState', () => {
  const none = { taskId: null, pendingStores: [], failedStores: [], reason: null };
  it.each([
    ['active', { ...none, failedStores: ['slow'] }, 'none'],
    ['queued', none, 'none'],
    ['queued', { ...none, taskId: 't', pendingStores: ['fast'] }, 'running'],
    ['importing', none, 'running'],
    ['queued', { ...none, failedStores: ['fast'] }, 'failed'],
    ['queued', { ...none, pendingStores: ['fast'] }, 'failed'],
    ['importing', { ...none, reason: 'virtio error' }, 'failed'],
  ] as const)('%s %j: %s', (status, progress, expected) =>
    expect(importState({ status, import: progress })).toBe(expected),
  );
});

describe('sizes', () => {
  it('convert between units', () => {
    expect([mibOfGib(0.5), gibOfMib(1536), bytesOfGib(2)]).toEqual([512, 1.5, 2 * 1024 ** 3]);
    expect([gibToHold(0), gibToHold(1), gibToHold(1024 ** 3), gibToHold(1024 ** 3 + 1)]).toEqual([0, 1, 1, 2]);
  });

  it('find the least disk an image needs', () => {
    expect(leastDiskGib({ minDiskGib: 0, virtualSize: null })).toBe(1);
    expect(leastDiskGib({ minDiskGib: 5, virtualSize: 3 * 1024 ** 3 })).toBe(5);
    expect(leastDiskGib({ minDiskGib: 1, virtualSize: 3 * 1024 ** 3 + 1 })).toBe(4);
  });
});
