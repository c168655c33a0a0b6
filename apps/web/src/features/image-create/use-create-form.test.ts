import { describe, expect, it } from 'vitest';
import { defaultValues } from './create-values.ts';
import { parseRestoredValues } from './use-create-form.ts';

describe('parseRestoredValues', () => {
  it('returns the changed values without the file and unknown fields', () => {
    const form = { ...defaultValues, name: 'web', minDiskGib: 7, source: 'a file', unknown: 1 };
    expect(parseRestoredValues({ form })).toEqual({ name: 'web', minDiskGib: 7 });
  });

  it.each([null, 'text', {}, { form: null }, { form: 'text' }])('returns nothing for the state %j', (state) => {
    expect(parseRestoredValues(state)).toEqual({});
  });
});
