import { expect, it, vi } from 'vitest';
import { createRecordsFlag, createUploadPreferences } from './upload-preferences.ts';

const fullStorage = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException('', 'QuotaExceededError');
  },
} as unknown as Storage;

it('keeps a preference until the page is closed where the storage is full', () => {
  const preferences = createUploadPreferences(fullStorage, 3);
  const listener = vi.fn();
  preferences.subscribe(listener);
  preferences.setRate(5);
  preferences.setParallel(2);
  createRecordsFlag(fullStorage, { addEventListener() {} }).set(true);
  expect([preferences.rate(), preferences.parallel()]).toEqual([null, 2]);
  expect(listener).toHaveBeenCalledTimes(1);
});
