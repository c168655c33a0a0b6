import { expect, it } from 'vitest';
import { createSliceSize } from './slice-size.ts';

const MiB = 1024 * 1024;

it('grows on a fast line, in steps, to the most the console takes', () => {
  const size = createSliceSize(64 * MiB);
  const sizes = [1, 2, 3, 4, 5].map(() => {
    size.went(size.bytes(), 50);
    return size.bytes() / MiB;
  });
  expect(sizes).toEqual([16, 32, 64, 64, 64]);
});

it('shrinks on a slow line to what goes through in two seconds, and never below a MiB', () => {
  const size = createSliceSize(64 * MiB);
  size.went(8 * MiB, 8 * 2000);
  expect(size.bytes()).toBe(4 * MiB);
  for (const _ of [1, 2, 3, 4]) size.went(size.bytes(), 60_000);
  expect(size.bytes()).toBe(MiB);
});

it('settles where a slice takes two seconds', () => {
  const size = createSliceSize(64 * MiB);
  const bytesPerMs = (12 * MiB) / 1000;
  for (const _ of [1, 2, 3, 4]) size.went(size.bytes(), size.bytes() / bytesPerMs);
  expect(size.bytes()).toBe(24 * MiB);
});

it('takes half after a cut', () => {
  const size = createSliceSize(64 * MiB);
  size.broke();
  expect(size.bytes()).toBe(4 * MiB);
});

it('does not judge by the short end of a file', () => {
  const size = createSliceSize(64 * MiB);
  size.went(1000, 1000);
  expect(size.bytes()).toBe(8 * MiB);
});

it('keeps to a console that takes less', () => {
  expect(createSliceSize(300).bytes()).toBe(300);
});
