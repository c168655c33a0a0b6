import type { WireTask } from '@console/openstack-api';
import { MiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { imageFixture } from '../images/image-fixture.ts';
import { importProgressOf } from './import-progress.ts';

const none = imageFixture().import;
const running = { ...none, taskId: 't', pendingStores: ['fast'] };
const importing = imageFixture({ status: 'importing', import: running });
const task = (status: string, message = '', created_at = '2026-01-01T00:00:00Z'): WireTask => ({
  id: 't',
  type: 'api_image_import',
  status,
  message,
  created_at,
});
const internal = 'Task failed due to Internal Error';

describe('importProgressOf', () => {
  it.each([
    [
      'waiting for an accepted import',
      imageFixture({ status: 'queued', import: running }),
      [task('pending')],
      { kind: 'waiting' },
    ],
    [
      'waiting for an accepted import that only the task shows',
      imageFixture({ status: 'queued' }),
      [task('processing')],
      { kind: 'waiting' },
    ],
    ['fetching for a running task', importing, [task('processing')], { kind: 'fetching' }],
    ['fetching for an importing image without tasks', importing, [], { kind: 'fetching' }],
    [
      'storing for a task that has copied data',
      importing,
      [task('processing', 'Copied 3 MiB')],
      { kind: 'storing', bytes: 3 * MiB },
    ],
    [
      'active for an active image',
      imageFixture(),
      [task('processing', 'Copied 3 MiB')],
      { kind: 'active', missingStores: [] },
    ],
    [
      'active without a failed store',
      imageFixture({ import: { ...none, failedStores: ['slow'] } }),
      [],
      { kind: 'active', missingStores: ['slow'] },
    ],
    [
      'failed with the task’s message',
      imageFixture({ status: 'queued', import: { ...none, failedStores: ['fast'] } }),
      [task('failure', internal)],
      { kind: 'failed', failure: { reason: internal, stores: ['fast'] } },
    ],
    [
      'failed with the image’s reason where the task’s is unspecific',
      imageFixture({ status: 'importing', import: { ...none, reason: 'virtio error' } }),
      [task('failure', internal)],
      { kind: 'failed', failure: { reason: 'virtio error', stores: [] } },
    ],
    [
      'failed with the task’s message where the image keeps an earlier reason',
      imageFixture({ status: 'queued', import: { ...none, reason: 'virtio error' } }),
      [task('failure', 'Disk is full')],
      { kind: 'failed', failure: { reason: 'Disk is full', stores: [] } },
    ],
  ])('is %s', (_title, image, tasks, progress) => {
    expect(importProgressOf(image, tasks)).toEqual(progress);
  });

  it.each([
    ['an importing image whose task has failed', importing, [task('failure', internal)]],
    ['a queued image without tasks', imageFixture({ status: 'queued' }), []],
    [
      'an importing image with a task id and a reason',
      imageFixture({ status: 'importing', import: { ...running, reason: 'virtio error' } }),
      [],
    ],
  ])('is doubtful for %s', (_title, image, tasks) => {
    expect(importProgressOf(image, tasks).kind).toBe('doubtful');
  });

  it('uses the newest task, whatever their order', () => {
    const tasks = [task('processing', '', '2026-01-02T00:00:00Z'), task('failure', internal)];
    expect(importProgressOf(importing, tasks)).toEqual({ kind: 'fetching' });
  });
});
