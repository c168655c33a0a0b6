import { describe, expect, it } from 'vitest';
import { volumeCreationOf } from './volume.ts';

describe('volumeCreationOf', () => {
  it.each([
    ['creating', 'underway'],
    ['downloading', 'underway'],
    ['available', 'made'],
    ['in-use', 'made'],
    ['error', 'failed'],
    ['error_extending', 'failed'],
  ])('for the status %s is %s', (status, outcome) => expect(volumeCreationOf({ status })).toBe(outcome));
});
