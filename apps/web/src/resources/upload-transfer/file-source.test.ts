import { MiB } from '@console/units';
import { describe, expect, it, vi } from 'vitest';
import { hashNames } from '../upload-persistence/upload-record.ts';
import {
  createFileSource,
  createHasher,
  createSentOffset,
  createSliceSize,
  type Hasher,
  hashBlob,
} from './file-source.ts';

it('hashes a slice at most two parts ahead of its sending', async () => {
  let hashed = 0;
  const update = (bytes: Uint8Array) => {
    hashed += bytes.length;
  };
  const hasher: Hasher = { update, digest: () => ({}) };
  const source = createFileSource(new Blob([new Uint8Array(64 * MiB)]), hasher);
  const sentOffset = createSentOffset(0);
  /** MiB that had to leave before each part of 8 MiB, and what left in between. */
  const log: unknown[] = [];
  const waitUntil = (offset: number) => {
    log.push(offset / MiB);
    return sentOffset.waitUntil(offset);
  };
  const waitForLog = (at: number) => vi.waitFor(() => expect(log.at(-1)).toBe(at), { timeout: 10_000, interval: 1 });

  const work = source.hashAlong(64 * MiB, { waitUntil });
  await waitForLog(8);
  expect(hashed).toBe(16 * MiB);
  log.push('20 MiB have left');
  sentOffset.advance(20 * MiB);
  await waitForLog(24);
  expect(hashed).toBe(32 * MiB);
  log.push('the slice has ended');
  sentOffset.advance(Number.POSITIVE_INFINITY);
  await work;
  expect(hashed).toBe(64 * MiB);
  expect(log).toEqual([-8, 0, 8, '20 MiB have left', 16, 24, 'the slice has ended', 32, 40, 48]);
});

it('starts hashing a later slice at once, because the bytes before it have left', async () => {
  await createSentOffset(24 * MiB).waitUntil(24 * MiB);
});

describe('hashing', () => {
  const md5 = '900150983cd24fb0d6963f7d28e17f72';
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

  it('computes several digests in one pass, and reports the bytes', async () => {
    const reported: number[] = [];
    const digests = await hashBlob(new Blob(['abc']), ['md5', 'sha256'], (bytes) => reported.push(bytes));
    expect(digests).toEqual({ md5, sha256 });
    expect(reported).toEqual([3]);
  });

  it('has a hasher for every name, and none for no names', async () => {
    const hasher = await createHasher(hashNames);
    expect(Object.keys(hasher?.digest() ?? {})).toEqual([...hashNames]);
    expect(await createHasher([])).toBeNull();
  });
});

describe('createSliceSize', () => {
  it('grows on a fast connection, by at most a factor of two, up to the maximum', () => {
    const size = createSliceSize(64 * MiB);
    const sizes = [1, 2, 3, 4, 5].map(() => {
      size.onSent(size.bytes(), 50);
      return size.bytes() / MiB;
    });
    expect(sizes).toEqual([16, 32, 64, 64, 64]);
  });

  it('shrinks on a slow connection to what it carries in two seconds, but not below 1 MiB', () => {
    const size = createSliceSize(64 * MiB);
    size.onSent(8 * MiB, 8 * 2000);
    expect(size.bytes()).toBe(4 * MiB);
    for (const _ of [1, 2, 3, 4]) size.onSent(size.bytes(), 60_000);
    expect(size.bytes()).toBe(MiB);
  });

  it('stays where a slice takes two seconds', () => {
    const size = createSliceSize(64 * MiB);
    const bytesPerMs = (12 * MiB) / 1000;
    for (const _ of [1, 2, 3, 4]) size.onSent(size.bytes(), size.bytes() / bytesPerMs);
    expect(size.bytes()).toBe(24 * MiB);
  });

  it('is halved after a cut', () => {
    const size = createSliceSize(64 * MiB);
    size.onCut();
    expect(size.bytes()).toBe(4 * MiB);
  });

  it('ignores the short last slice of a file', () => {
    const size = createSliceSize(64 * MiB);
    size.onSent(1000, 1000);
    expect(size.bytes()).toBe(8 * MiB);
  });

  it('does not exceed a smaller maximum of the BFF', () => {
    expect(createSliceSize(300).bytes()).toBe(300);
  });
});
