import { describe, expect, it } from 'vitest';
import { RequestError } from '../../shared/http/index.ts';
import { fieldOfCause } from './field-cause.ts';
import { recordOf } from './testing.ts';
import { type EditValues, valuesFrom } from './values.ts';

function field(message: string, changes: Partial<EditValues> = {}) {
  const body = JSON.stringify({ message });
  const failure = { kind: 'cloud', status: 400, body, contentType: 'application/json', requestId: null } as const;
  return fieldOfCause(new RequestError(failure), { ...valuesFrom(recordOf().image), ...changes });
}

const fourByte = "Property names can't contain 4 byte unicode characters.";

describe('the field a refusal is about', () => {
  it.each<readonly [message: string, changes: Partial<EditValues>, field: string | null]>([
    ["Provided object does not match schema 'image': 'xx' is too long. On instance['name']", {}, 'name'],
    ['Attribute disk_format can be only replaced for a queued image.', {}, 'diskFormat'],
    ["Attribute 'owner_x' is reserved.", { properties: [{ key: 'owner_x', value: '1' }] }, 'properties.0.key'],
    ["Attribute 'elsewhere' is read-only.", {}, null],
    ['The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128', {}, 'tags'],
    ['Something nobody has heard of', {}, null],
  ])('%s', (message, changes, expected) => {
    expect(field(message, changes)).toBe(expected);
  });

  it.each<readonly [changes: Partial<EditValues>, field: string | null]>([
    [{ description: 'party 🎉' }, 'description'],
    [{ tags: ['🎉'] }, 'tags'],
    [{ properties: [{ key: 'a', value: '🎉' }] }, 'properties.0.key'],
    [{}, null],
  ])('finds characters the cloud cannot keep in %o', (changes, expected) => {
    expect(field(fourByte, changes)).toBe(expected);
  });

  it('names no field where the BFF refuses or nothing answers', () => {
    expect(fieldOfCause(new RequestError({ kind: 'network' }), valuesFrom(recordOf().image))).toBeNull();
    expect(fieldOfCause(new Error('odd'), valuesFrom(recordOf().image))).toBeNull();
  });
});
