import { describe, expect, it } from 'vitest';
import { RequestError } from '../../shared/http/index.ts';
import { type EditValues, editValuesOf } from './edit-values.ts';
import { imageRecordFixture } from './image-record-fixture.ts';
import { rejectedFieldOf } from './rejected-field.ts';

function field(message: string, changes: Partial<EditValues> = {}) {
  const body = JSON.stringify({ message });
  const failure = { kind: 'cloud', status: 400, body, contentType: 'application/json', requestId: null } as const;
  return rejectedFieldOf(new RequestError(failure), { ...editValuesOf(imageRecordFixture().image), ...changes });
}

const fourByte = "Property names can't contain 4 byte unicode characters.";

describe('rejectedFieldOf', () => {
  it.each<readonly [message: string, changes: Partial<EditValues>, field: string | null]>([
    ["Provided object does not match schema 'image': 'xx' is too long. On instance['name']", {}, 'name'],
    ['Attribute disk_format can be only replaced for a queued image.', {}, 'diskFormat'],
    ["Attribute 'owner_x' is reserved.", { properties: [{ key: 'owner_x', value: '1' }] }, 'properties.0.key'],
    ["Attribute 'elsewhere' is read-only.", {}, null],
    ['The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128', {}, 'tags'],
    ['An unknown fault', {}, null],
  ])('for the fault “%s”', (message, changes, expected) => {
    expect(field(message, changes)).toBe(expected);
  });

  it.each<readonly [changes: Partial<EditValues>, field: string | null]>([
    [{ description: 'party 🎉' }, 'description'],
    [{ tags: ['🎉'] }, 'tags'],
    [{ properties: [{ key: 'a', value: '🎉' }] }, 'properties.0.key'],
    [{}, null],
  ])('finds the four-byte characters in %o', (changes, expected) => {
    expect(field(fourByte, changes)).toBe(expected);
  });

  it('is null for a failure that is not the cloud’s', () => {
    expect(rejectedFieldOf(new RequestError({ kind: 'network' }), editValuesOf(imageRecordFixture().image))).toBeNull();
    expect(rejectedFieldOf(new Error('odd'), editValuesOf(imageRecordFixture().image))).toBeNull();
  });
});
