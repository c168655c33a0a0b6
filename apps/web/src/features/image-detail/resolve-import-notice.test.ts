import type { WireTask } from '@console/openstack-api';
import { MiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { needsTasks, resolveImportNotice } from './resolve-import-notice.ts';

const noImport = { taskId: null, pendingStores: [], failedStores: [], reason: null };
const taskOf = (changes: Partial<WireTask>): WireTask => ({
  id: 't',
  type: 'api_image_import',
  status: 'processing',
  created_at: '2026-01-01T00:00:00Z',
  ...changes,
});
const failedTask = taskOf({ status: 'failure', message: 'Task failed due to Internal Error' });

describe('resolveImportNotice', () => {
  it('returns no notice for an active image and needs no tasks for it', () => {
    expect(resolveImportNotice(imageFixture(), [failedTask])).toEqual({ kind: 'none' });
    expect(needsTasks(imageFixture())).toBe(false);
  });

  it('distinguishes an image that waits for data from one whose failed import only the task records', () => {
    const image = imageFixture({ status: 'queued' });
    expect(resolveImportNotice(image, [])).toEqual({ kind: 'waiting' });
    expect(resolveImportNotice(image, [failedTask])).toEqual({ kind: 'importFailed', isStuck: false });
  });

  it('treats a queued image with pending stores and no task as failed', () => {
    const image = imageFixture({ status: 'queued', import: { ...noImport, pendingStores: ['fast'] } });
    expect(resolveImportNotice(image, [])).toEqual({ kind: 'importFailed', isStuck: false });
  });

  it('reads the imported bytes from the message of the task', () => {
    const image = imageFixture({ status: 'importing', import: { ...noImport, taskId: 't' } });
    expect(resolveImportNotice(image, [taskOf({ message: 'Copied 3 MiB' })])).toEqual({
      kind: 'importing',
      bytes: 3 * MiB,
    });
    expect(resolveImportNotice(image, [])).toEqual({ kind: 'importing', bytes: null });
  });

  it('treats a failure reason on the image as failed unless a task runs or the image names a later one', () => {
    const failedImport = { ...noImport, taskId: 't', reason: 'virtio error' };
    const image = imageFixture({ status: 'importing', import: failedImport });
    expect(resolveImportNotice(image, [])).toEqual({ kind: 'importFailed', isStuck: true });
    expect(resolveImportNotice(image, [taskOf({})])).toEqual({ kind: 'importing', bytes: null });
    const retried = imageFixture({ status: 'queued', import: { ...failedImport, taskId: 'another' } });
    expect(resolveImportNotice(retried, [failedTask])).toEqual({ kind: 'importing', bytes: null });
  });

  it('treats an importing image with a failed task as stuck unless the image names a later task', () => {
    const stuck = imageFixture({ status: 'importing', import: { ...noImport, taskId: 't' } });
    expect(resolveImportNotice(stuck, [failedTask])).toEqual({ kind: 'importFailed', isStuck: true });
    const retried = imageFixture({ status: 'queued', import: { ...noImport, taskId: 'another' } });
    expect(resolveImportNotice(retried, [failedTask])).toEqual({ kind: 'importing', bytes: null });
  });
});
