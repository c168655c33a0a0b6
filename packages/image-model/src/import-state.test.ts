import { describe, expect, it } from 'vitest';
import { importState } from './import-state.ts';

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
  ] as const)('of an image that is %s with %j is %s', (status, progress, expected) =>
    expect(importState({ status, import: progress })).toBe(expected),
  );
});
