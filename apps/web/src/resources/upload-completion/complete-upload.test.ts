import type { Problem, ProblemCode } from '@console/bff-contract';
import { describe, expect, it, vi } from 'vitest';
import { recordFixture } from '../upload-persistence/record-fixture.ts';
import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import { awaitRestart, canRestart, completeUpload, restartReason } from './complete-upload.ts';
import {
  createFakeImages,
  createFakeServices,
  createSentUpload,
  fakeSession,
  imageWith,
  queuedImage,
  savingImage,
  signedOutError,
} from './fake-services.ts';
import type { ImageState, ImportOutcome } from './image-data.ts';

const done = { kind: 'done', sha512: 'ab', isVerified: true } as const;

/** A completion over one image. */
function prepareCompletion(
  image: ReturnType<typeof imageWith> | 'gone',
  options: {
    readonly record?: Parameters<typeof createSentUpload>[0];
    readonly file?: File | null;
    readonly images?: Parameters<typeof createFakeImages>[0];
    readonly services?: Parameters<typeof createFakeServices>[0];
  } = {},
) {
  const images = createFakeImages(options.images);
  images.set(image);
  const upload = createSentUpload({ digests: { sha512: 'ab' }, ...options.record }, options.file);
  return { images, upload, completion: completeUpload(upload, createFakeServices({ images, ...options.services })) };
}

describe('completeUpload', () => {
  it('is done when size and hash are equal', async () => {
    expect(await prepareCompletion(imageWith('active', 'ab')).completion).toEqual(done);
  });

  it('waits while the cloud stores the data', async () => {
    const images = [imageWith('saving'), imageWith('saving'), imageWith('active', 'ab')];
    const { completion } = prepareCompletion('gone', { images: { fetch: async () => images.shift() ?? 'gone' } });
    expect(await completion).toEqual(done);
  });

  it('fails when the hash differs', async () => {
    const failure = { kind: 'hashMismatch', expected: 'ab', actual: 'cd' };
    expect(await prepareCompletion(imageWith('active', 'cd')).completion).toEqual({ kind: 'failed', failure });
  });

  it('fails when the image was deleted', async () => {
    const { completion } = prepareCompletion('gone');
    expect(await completion).toEqual({ kind: 'failed', failure: { kind: 'imageGone' } });
  });

  it('fails as unverified when the image cannot be read', async () => {
    const { completion } = prepareCompletion('gone', { images: { fetch: () => Promise.reject(new Error('503')) } });
    expect(await completion).toEqual({ kind: 'failed', failure: { kind: 'unverified' } });
  });

  it.each(['file', 'stage'] as const)('waits for the session for as long as it takes (%s)', async (via) => {
    let reads = 0;
    const image = imageWith(via === 'file' ? 'active' : 'uploading');
    const fetch = () => (++reads > 100 ? Promise.resolve(image) : Promise.reject(signedOutError));
    const { completion } = prepareCompletion('gone', { record: { via }, images: { fetch } });
    expect(await completion).toMatchObject({ kind: 'done' });
  });

  it('reads nothing while the session is in another project', async () => {
    let project = { id: 'q', name: 'ops' };
    const session = { ...fakeSession, project: () => project };
    const { images, completion } = prepareCompletion(imageWith('active', 'ab'), { services: { session } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(images.calls).toEqual([]);
    project = recordFixture.project;
    expect(await completion).toEqual(done);
  });

  it('rejects with the reason of its signal when the upload is cancelled', async () => {
    const { upload, completion } = prepareCompletion(imageWith('saving'));
    upload.controller.abort(new Error('cancelled'));
    await expect(completion).rejects.toThrow('cancelled');
  });
});

describe('a checksum of the user', () => {
  const checksum = { name: 'md5', value: 'aa' } as const;

  it('is compared with the digest', async () => {
    const { completion } = prepareCompletion(imageWith('active'), { record: { checksum, digests: { md5: 'aa' } } });
    expect(await completion).toEqual({ kind: 'done', sha512: null, isVerified: true });
  });

  it.each(['file', 'stage'] as const)('that differs fails the upload before an import (%s)', async (via) => {
    const record = { via, checksum, digests: { md5: 'bb' } };
    const { images, completion } = prepareCompletion(imageWith('active'), { record });
    const failure = { kind: 'checksumMismatch', name: 'md5', expected: 'aa', actual: 'bb' };
    expect(await completion).toEqual({ kind: 'failed', failure });
    expect(images.calls).toEqual([]);
  });

  it('is computed from the file if it is missing', async () => {
    const hashFile = async () => ({ md5: 'aa' });
    const { completion } = prepareCompletion(imageWith('active'), { record: { checksum }, services: { hashFile } });
    expect(await completion).toEqual(done);
  });

  it('stays unverified without the file', async () => {
    const { completion } = prepareCompletion(imageWith('active', 'ab'), { record: { checksum }, file: null });
    expect(await completion).toEqual({ ...done, isVerified: false });
  });

  it('fails the upload when the file cannot be read', async () => {
    const hashFile = () => Promise.reject(new Error('unreadable'));
    const { completion } = prepareCompletion(imageWith('active'), { record: { checksum }, services: { hashFile } });
    expect(await completion).toEqual({ kind: 'failed', failure: { kind: 'fileGone' } });
  });
});

describe('a hash that was not computed while sending', () => {
  const image = { status: 'active', size: 5, hash: { algorithm: 'sha256', value: 'cd' } };

  it('is computed afterwards and kept in the record', async () => {
    const hashFile = async () => ({ sha256: 'ef' });
    const { upload, completion } = prepareCompletion(image, { services: { hashFile } });
    const failure = { kind: 'hashMismatch', expected: 'ef', actual: 'cd' };
    expect(await completion).toEqual({ kind: 'failed', failure });
    expect(upload.record().digests).toEqual({ sha512: 'ab', sha256: 'ef' });
  });

  it('leaves the upload unverified without the file', async () => {
    expect(await prepareCompletion(image, { file: null }).completion).toEqual({ ...done, isVerified: false });
  });
});

describe('staged data', () => {
  const record = { via: 'stage', stores: ['fast', 'slow'] } as const;

  it('is imported into its stores', async () => {
    const pollImport = async (_id: string, onBytes: (bytes: number | null) => void): Promise<ImportOutcome> => {
      onBytes(3);
      return { kind: 'active' };
    };
    const { images, upload, completion } = prepareCompletion(imageWith('uploading'), {
      record,
      images: { pollImport },
    });
    expect(await completion).toMatchObject({ kind: 'done' });
    expect(images.calls).toContain('import i fast slow');
    expect(upload.record().step).toBe('importing');
    expect(upload.events).toEqual(['importing 3', 'imported']);
  });

  it('is not imported when a part is missing', async () => {
    const { images, completion } = prepareCompletion(imageWith('uploading', null, 4), { record });
    const failure = { kind: 'sizeMismatch', expected: 5, actual: 4 };
    expect(await completion).toEqual({ kind: 'failed', failure });
    expect(images.calls).toEqual(['fetch']);
  });

  it.each(['importing', 'active'])('is not imported twice when the image is %s already', async (status) => {
    const startImport = vi.fn();
    const { completion } = prepareCompletion(imageWith(status), { record, images: { startImport } });
    expect(await completion).toMatchObject({ kind: 'done' });
    expect(startImport).not.toHaveBeenCalled();
  });

  it('fails with the refusal of the import', async () => {
    const error = new Error('503');
    const { completion } = prepareCompletion(imageWith('uploading'), {
      record,
      images: { startImport: () => Promise.reject(error) },
    });
    expect(await completion).toEqual({ kind: 'failed', failure: { kind: 'importRefused', error } });
  });

  it("fails with the cloud's reason when the import fails", async () => {
    const failure = { reason: 'virtio error', stores: [] };
    const pollImport = async () => ({ kind: 'failed', failure }) as const;
    const { completion } = prepareCompletion(imageWith('uploading'), { record, images: { pollImport } });
    expect(await completion).toEqual({ kind: 'failed', failure: { kind: 'importFailed', ...failure } });
  });
});

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
