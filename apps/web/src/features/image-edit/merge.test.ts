import { describe, expect, it } from 'vitest';
import { baseAfter, type Choices, merge } from './merge.ts';
import { changedParts, type Part } from './parts.ts';
import { recordOf } from './testing.ts';
import { type EditValues, valuesFrom } from './values.ts';

const base = valuesFrom(recordOf({ os_distro: 'Debian', tags: ['a', 'b'], visibility: 'shared', p: '1' }).image);
const changed = (changes: Partial<EditValues>): EditValues => ({ ...base, ...changes });
const rows = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([key, value]) => ({ key, value }));

interface Case {
  readonly story: string;
  readonly theirs?: Partial<EditValues>;
  readonly mine?: Partial<EditValues>;
  readonly choices?: Choices;
  readonly values?: Partial<EditValues>;
  readonly taken?: readonly Part[];
  readonly conflicts?: readonly Part[];
}

const cases: readonly Case[] = [
  { story: 'nobody changed anything' },
  { story: 'only I did', mine: { name: 'm' }, values: { name: 'm' } },
  { story: 'only they did', theirs: { name: 't' }, values: { name: 't' }, taken: ['name'] },
  {
    story: 'different fields',
    theirs: { description: 't' },
    mine: { name: 'm' },
    values: { name: 'm', description: 't' },
    taken: ['description'],
  },
  { story: 'the same to the same', theirs: { name: 'x' }, mine: { name: 'x ' }, values: { name: 'x ' } },
  {
    story: 'the same to different values: mine is shown until chosen',
    theirs: { name: 't' },
    mine: { name: 'm' },
    values: { name: 'm' },
    conflicts: ['name'],
  },
  {
    story: 'theirs chosen',
    theirs: { name: 't' },
    mine: { name: 'm' },
    choices: { name: 'theirs' },
    values: { name: 't' },
    taken: ['name'],
  },
  {
    story: 'mine chosen',
    theirs: { name: 't' },
    mine: { name: 'm' },
    choices: { name: 'mine' },
    values: { name: 'm' },
  },
  {
    story: 'their unknown value against my choice',
    theirs: { os: 'raw:TempleOS' },
    mine: { os: 'ubuntu' },
    values: { os: 'ubuntu' },
    conflicts: ['os'],
  },
  {
    story: 'visibility is one thing, though two fields',
    theirs: { limitedVisibility: 'community' },
    mine: { isPublic: true },
    values: { isPublic: true },
    conflicts: ['visibility'],
  },
  {
    story: 'their visibility stands when I did not touch mine',
    theirs: { isPublic: true },
    values: { isPublic: true },
    taken: ['visibility'],
  },
  {
    story: 'tags of both, and what either removed',
    theirs: { tags: ['b', 't'] },
    mine: { tags: ['a', 'm'] },
    values: { tags: ['t', 'm'] },
    taken: ['tags'],
  },
  {
    story: 'further properties one by one',
    theirs: { properties: rows(['p', '1'], ['t', '2']) },
    mine: { properties: rows(['p', '9'], ['m', '3']) },
    values: { properties: rows(['p', '9'], ['m', '3'], ['t', '2']) },
    taken: ['property:t'],
  },
  {
    story: 'a property they removed and I changed',
    theirs: { properties: [] },
    mine: { properties: rows(['p', '9']) },
    values: { properties: rows(['p', '9']) },
    conflicts: ['property:p'],
  },
  {
    story: 'their removal chosen',
    theirs: { properties: [] },
    mine: { properties: rows(['p', '9']) },
    choices: { 'property:p': 'theirs' },
    values: { properties: [] },
    taken: ['property:p'],
  },
];

describe('three-way merge', () => {
  it.each(cases)('$story', ({ theirs = {}, mine = {}, choices = {}, values = {}, taken = [], conflicts = [] }) => {
    const merged = merge(base, changed(theirs), changed(mine), choices);
    expect(merged).toEqual({ values: changed(values), taken, conflicts });
  });

  it('never loses a change of either side that the other has not made', () => {
    const parts = changedParts(base, changed({ name: 'n', os: null, isPublic: true, tags: [], properties: [] }));
    expect(parts).toEqual(['name', 'os', 'visibility', 'tags', 'property:p']);
  });
});

describe('after a save whose answer was lost', () => {
  const mine = changed({ name: 'm', minDiskGib: 7 });

  it('what has arrived is no change of somebody else’s', () => {
    const theirs = mine;
    const next = { ...mine, minDiskGib: 8 };
    expect(merge(base, theirs, next).conflicts).toEqual(['minDiskGib']);
    expect(merge(baseAfter(mine, base, theirs), theirs, next)).toEqual({ values: next, taken: [], conflicts: [] });
  });

  it('what others have changed since still is', () => {
    const theirs = changed({ name: 't', minDiskGib: 7 });
    expect(merge(baseAfter(mine, base, theirs), theirs, mine).conflicts).toEqual(['name']);
  });

  it('nothing has changed where nothing arrived', () => {
    expect(baseAfter(mine, base, base)).toEqual(base);
  });
});
