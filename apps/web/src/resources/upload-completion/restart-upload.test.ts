import type { Problem, ProblemCode } from '@console/bff-contract';
import { describe, expect, it, vi } from 'vitest';
import { recordFixture } from '../upload-persistence/record-fixture.ts';
import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import {
  createFakeImages,
  createFakeServices,
  imageWith,
  queuedImage,
  savingImage,
  signedOutError,
} from './completion-fixtures.ts';
import type { ImageState } from './image-data.ts';
import { awaitRestart, canRestart, restartReason } from './restart-upload.ts';

const problemFailure = (code: ProblemCode, details: Partial<Problem> = {}) =>
  ({ kind: 'problem', problem: { code, ...details } as Problem }) as const;

describe('canRestart', () => {
  const open = { wasOpen: true, restarts: 0 };

  it.each(['uploadLost', 'uploadUnknown'] as const)('is true after %s', (code) => {
    expect(canRestart(problemFailure(code), { wasOpen: false, restarts: 0 })).toBe(true);
  });

  it.each(['cloudUnreachable', 'cloudTimeout', 'stopping'] as const)(
    'is true after %s only if the upload had been open',
    (code) => {
      expect(canRestart(problemFailure(code), open)).toBe(true);
      expect(canRestart(problemFailure(code), { ...open, wasOpen: false })).toBe(false);
    },
  );

  it('is true after a 409 of the cloud if the upload had been open', () => {
    const conflict = problemFailure('uploadRefused', { upstream: { status: 409, message: '' } });
    expect(canRestart(conflict, open)).toBe(true);
    expect(canRestart(conflict, { ...open, wasOpen: false })).toBe(false);
  });

  it('is false after three restarts', () => {
    expect(canRestart(problemFailure('uploadLost'), { ...open, restarts: 2 })).toBe(true);
    expect(canRestart(problemFailure('uploadLost'), { ...open, restarts: 3 })).toBe(false);
  });

  it('is false after any other refusal', () => {
    expect(canRestart(problemFailure('uploadRefused', { upstream: { status: 413, message: '' } }), open)).toBe(false);
    expect(canRestart({ kind: 'fileGone' }, open)).toBe(false);
  });
});

it('names the reason of a loss that the BFF has given', () => {
  expect(restartReason(problemFailure('uploadLost', { reason: 'idle' }))).toBe('idle');
  expect(restartReason(problemFailure('uploadLost', { reason: 'reset' }))).toBe('lost');
});

describe('awaitRestart', () => {
  const failure = problemFailure('uploadLost');

  /** Restarts an upload whose image has these states one after another, and then the last of them. */
  function restartOver(
    states: readonly (ImageState | 'gone' | Error)[],
    options: { readonly record?: Partial<UploadRecord>; readonly isAllSent?: boolean } = {},
  ) {
    const left = [...states];
    const fetch = vi.fn(async () => {
      const state = (left.length > 1 ? left.shift() : left[0]) ?? 'gone';
      if (state instanceof Error) throw state;
      return state;
    });
    const services = createFakeServices({ images: createFakeImages({ fetch }) });
    const context = { failure, isAllSent: options.isAllSent ?? false };
    const record = { ...recordFixture, ...options.record };
    return { fetch, end: awaitRestart(record, context, services, new AbortController().signal) };
  }

  it('sends the file again when the image is queued', async () => {
    expect(await restartOver([savingImage, queuedImage]).end).toEqual({ kind: 'send' });
  });

  it('completes the upload when the cloud had taken every byte', async () => {
    expect(await restartOver([imageWith('active', 'ab')]).end).toEqual({ kind: 'complete' });
  });

  it.each(['uploading', 'importing', 'active'])('completes a staged upload whose image is %s', async (status) => {
    expect(await restartOver([imageWith(status)], { record: { via: 'stage' } }).end).toEqual({ kind: 'complete' });
  });

  it('fails as stuck when only a part is staged', async () => {
    const { end } = restartOver([imageWith('uploading', null, 4)], { record: { via: 'stage' } });
    expect(await end).toEqual({ kind: 'failed', failure: { kind: 'stuck', status: 'uploading' } });
  });

  it.each([
    [5, false],
    [12, true],
  ])('fails as stuck after %i reads of an image that is saving (all bytes sent: %s)', async (reads, isAllSent) => {
    const { fetch, end } = restartOver([savingImage], { isAllSent });
    expect(await end).toEqual({ kind: 'failed', failure: { kind: 'stuck', status: 'saving' } });
    expect(fetch).toHaveBeenCalledTimes(reads);
  });

  it('fails when the image was deleted', async () => {
    expect(await restartOver(['gone']).end).toEqual({ kind: 'failed', failure: { kind: 'imageGone' } });
  });

  it('fails with the loss itself when the image cannot be read', async () => {
    expect(await restartOver([new Error('503')]).end).toEqual({ kind: 'failed', failure });
  });

  it('waits for the session for as long as it takes', async () => {
    const { end } = restartOver([...Array.from({ length: 100 }, () => signedOutError), queuedImage]);
    expect(await end).toEqual({ kind: 'send' });
  });
});
