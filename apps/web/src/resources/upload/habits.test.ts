import { expect, it } from 'vitest';
import { createHabits } from './habits.ts';
import { createSign } from './remember/sign.ts';

const full = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException('', 'QuotaExceededError');
  },
} as unknown as Storage;

it('a browser whose store is full only forgets', () => {
  const habits = createHabits(full);
  habits.setRate(5);
  habits.setParallel(2);
  createSign(full, { addEventListener() {} }).put(true);
  expect([habits.rate(), habits.parallel()]).toEqual([null, null]);
});
