import { describe, expect, it } from 'vitest';
import { changedParts, type Part } from './edit-parts.ts';
import { type EditValues, editValuesOf } from './edit-values.ts';
import { imageRecordFixture } from './image-record-fixture.ts';
import { baseAfterAttempt, type Choices, mergeChanges } from './three-way-merge.ts';

const base = editValuesOf(
  imageRecordFixture({ os_distro: 'Debian', tags: ['a', 'b'], visibility: 'shared', p: '1' }).image,
);
const changed = (changes: Partial<EditValues>): EditValues => ({ ...base, ...changes });
const rows = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([key, value]) => ({ key, value }));

interface Case {
  readonly title: string;
  readonly theirs?: Partial<EditValues>;
  readonly mine?: Partial<EditValues>;
  readonly choices?: Choices;
  readonly values?: Partial<EditValues>;
  readonly accepted?: readonly Part[];
  readonly conflicts?: readonly Part[];
}

const cases: readonly Case[] = [
  { title: 'has no changes where no user changed anything' },
  { title: 'keeps my change', mine: { name: 'm' }, values: { name: 'm' } },
  { title: 'takes their change', theirs: { name: 't' }, values: { name: 't' }, accepted: ['name'] },
  {
    title: 'keeps both changes of different fields',
    theirs: { description: 't' },
    mine: { name: 'm' },
    values: { name: 'm', description: 't' },
    accepted: ['description'],
  },
  {
    title: 'has no conflict where both changed a part to the same value',
    theirs: { name: 'x' },
    mine: { name: 'x ' },
    values: { name: 'x ' },
  },
  {
    title: 'has a conflict where both changed a part to different values',
    theirs: { name: 't' },
    mine: { name: 'm' },
    values: { name: 'm' },
    conflicts: ['name'],
  },
  {
    title: 'takes their value when it is chosen',
    theirs: { name: 't' },
    mine: { name: 'm' },
    choices: { name: 'theirs' },
    values: { name: 't' },
    accepted: ['name'],
  },
  {
    title: 'keeps my value when it is chosen',
    theirs: { name: 't' },
    mine: { name: 'm' },
    choices: { name: 'mine' },
    values: { name: 'm' },
  },
  {
    title: 'has a conflict between their unknown value and my choice',
    theirs: { os: 'raw:TempleOS' },
    mine: { os: 'ubuntu' },
    values: { os: 'ubuntu' },
    conflicts: ['os'],
  },
  {
    title: 'has a conflict where both changed the visibility in different fields',
    theirs: { limitedVisibility: 'community' },
    mine: { isPublic: true },
    values: { isPublic: true },
    conflicts: ['visibility'],
  },
  {
    title: 'takes their visibility where mine is unchanged',
    theirs: { isPublic: true },
    values: { isPublic: true },
    accepted: ['visibility'],
  },
  {
    title: 'merges the added and removed tags of both',
    theirs: { tags: ['b', 't'] },
    mine: { tags: ['a', 'm'] },
    values: { tags: ['t', 'm'] },
    accepted: ['tags'],
  },
  {
    title: 'merges further properties one by one',
    theirs: { properties: rows(['p', '1'], ['t', '2']) },
    mine: { properties: rows(['p', '9'], ['m', '3']) },
    values: { properties: rows(['p', '9'], ['m', '3'], ['t', '2']) },
    accepted: ['property:t'],
  },
  {
    title: 'has a conflict where they removed a property and I changed it',
    theirs: { properties: [] },
    mine: { properties: rows(['p', '9']) },
    values: { properties: rows(['p', '9']) },
    conflicts: ['property:p'],
  },
  {
    title: 'removes the property when their removal is chosen',
    theirs: { properties: [] },
    mine: { properties: rows(['p', '9']) },
    choices: { 'property:p': 'theirs' },
    values: { properties: [] },
    accepted: ['property:p'],
  },
];

describe('mergeChanges', () => {
  it.each(cases)('$title', ({ theirs = {}, mine = {}, choices = {}, values = {}, accepted = [], conflicts = [] }) => {
    const merged = mergeChanges(base, changed(theirs), changed(mine), choices);
    expect(merged).toEqual({ values: changed(values), accepted, conflicts });
  });

  it('detects every changed part', () => {
    const parts = changedParts(base, changed({ name: 'n', os: null, isPublic: true, tags: [], properties: [] }));
    expect(parts).toEqual(['name', 'os', 'visibility', 'tags', 'property:p']);
  });
});

describe('baseAfterAttempt', () => {
  const mine = changed({ name: 'm', minDiskGib: 7 });

  it('does not count my saved changes as another user’s', () => {
    const theirs = mine;
    const next = { ...mine, minDiskGib: 8 };
    expect(mergeChanges(base, theirs, next).conflicts).toEqual(['minDiskGib']);
    expect(mergeChanges(baseAfterAttempt(mine, base, theirs), theirs, next)).toEqual({
      values: next,
      accepted: [],
      conflicts: [],
    });
  });

  it('counts changes since the attempt as another user’s', () => {
    const theirs = changed({ name: 't', minDiskGib: 7 });
    expect(mergeChanges(baseAfterAttempt(mine, base, theirs), theirs, mine).conflicts).toEqual(['name']);
  });

  it('is the old base where the attempt was not saved', () => {
    expect(baseAfterAttempt(mine, base, base)).toEqual(base);
  });
});
