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

describe('where an import stands', () => {
  it.each([
    ['taken on', imageFixture({ status: 'queued', import: running }), [task('pending')], { kind: 'waiting' }],
    ['taken on, by its task alone', imageFixture({ status: 'queued' }), [task('processing')], { kind: 'waiting' }],
    ['under way', importing, [task('processing')], { kind: 'fetching' }],
    ['under way, no tasks to see', importing, [], { kind: 'fetching' }],
    ['putting data away', importing, [task('processing', 'Copied 3 MiB')], { kind: 'storing', bytes: 3 * MiB }],
    ['active', imageFixture(), [task('processing', 'Copied 3 MiB')], { kind: 'active', missingStores: [] }],
    [
      'active, one store without',
      imageFixture({ import: { ...none, failedStores: ['slow'] } }),
      [],
      { kind: 'active', missingStores: ['slow'] },
    ],
    [
      'failed',
      imageFixture({ status: 'queued', import: { ...none, failedStores: ['fast'] } }),
      [task('failure', internal)],
      { kind: 'failed', failure: { reason: internal, stores: ['fast'] } },
    ],
    [
      "failed with the cloud's own reason",
      imageFixture({ status: 'importing', import: { ...none, reason: 'virtio error' } }),
      [task('failure', internal)],
      { kind: 'failed', failure: { reason: 'virtio error', stores: [] } },
    ],
    [
      'failed, and the last try says more than what an earlier one has left',
      imageFixture({ status: 'queued', import: { ...none, reason: 'virtio error' } }),
      [task('failure', 'Disk is full')],
      { kind: 'failed', failure: { reason: 'Disk is full', stores: [] } },
    ],
  ])('%s', (_what, image, tasks, course) => {
    expect(importProgressOf(image, tasks)).toEqual(course);
  });

  it.each([
    ['its task has failed, the image goes on importing', importing, [task('failure', internal)]],
    ['the image waits and no task is to be seen', imageFixture({ status: 'queued' }), []],
    [
      'a reason stands there although a task is named',
      imageFixture({ status: 'importing', import: { ...running, reason: 'virtio error' } }),
      [],
    ],
  ])('doubts where %s', (_what, image, tasks) => {
    expect(importProgressOf(image, tasks).kind).toBe('doubtful');
  });

  it('goes by the last task, in whatever order they come', () => {
    const tasks = [task('processing', '', '2026-01-02T00:00:00Z'), task('failure', internal)];
    expect(importProgressOf(importing, tasks)).toEqual({ kind: 'fetching' });
  });
});
