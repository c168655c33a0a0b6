import type { WireTask } from '@console/openstack-api';
import { describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { needsTasks, noticeOf } from './notice.ts';

const untouched = { taskId: null, pendingStores: [], failedStores: [], reason: null };
const taskOf = (change: Partial<WireTask>): WireTask => ({
  id: 't',
  type: 'api_image_import',
  status: 'processing',
  created_at: '2026-01-01T00:00:00Z',
  ...change,
});
const internalError = taskOf({ status: 'failure', message: 'Task failed due to Internal Error' });

describe('the notice about an image', () => {
  it('says nothing of an active one, and does not ask for its tasks', () => {
    expect(noticeOf(imageOf(), [internalError])).toEqual({ kind: 'none' });
    expect(needsTasks(imageOf())).toBe(false);
  });

  it('tells one that waits for data from one whose import has failed without a trace on the image', () => {
    const image = imageOf({ status: 'queued' });
    expect(noticeOf(image, [])).toEqual({ kind: 'waiting' });
    expect(noticeOf(image, [internalError])).toEqual({ kind: 'importFailed', isStuck: false });
  });

  it('takes a queued image with stores still to write and no task for failed', () => {
    const image = imageOf({ status: 'queued', import: { ...untouched, pendingStores: ['fast'] } });
    expect(noticeOf(image, [])).toEqual({ kind: 'importFailed', isStuck: false });
  });

  it('tells how much has been put away', () => {
    const image = imageOf({ status: 'importing', import: { ...untouched, taskId: 't' } });
    expect(noticeOf(image, [taskOf({ message: 'Copied 3 MiB' })])).toEqual({ kind: 'importing', bytes: 3 * 1024 ** 2 });
    expect(noticeOf(image, [])).toEqual({ kind: 'importing', bytes: null });
  });

  it('believes a reason that stands there, unless another try is known to run', () => {
    const told = { ...untouched, taskId: 't', reason: 'virtio error' };
    const image = imageOf({ status: 'importing', import: told });
    expect(noticeOf(image, [])).toEqual({ kind: 'importFailed', isStuck: true });
    expect(noticeOf(image, [taskOf({})])).toEqual({ kind: 'importing', bytes: null });
    const next = imageOf({ status: 'queued', import: { ...told, taskId: 'another' } });
    expect(noticeOf(next, [internalError])).toEqual({ kind: 'importing', bytes: null });
  });

  it('sees that an image is importing for ever, but not while another try runs', () => {
    const stuck = imageOf({ status: 'importing', import: { ...untouched, taskId: 't' } });
    expect(noticeOf(stuck, [internalError])).toEqual({ kind: 'importFailed', isStuck: true });
    const again = imageOf({ status: 'queued', import: { ...untouched, taskId: 'another' } });
    expect(noticeOf(again, [internalError])).toEqual({ kind: 'importing', bytes: null });
  });
});
