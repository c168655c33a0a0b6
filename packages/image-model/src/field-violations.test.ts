import { GiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import {
  descriptionViolation,
  leastDiskGib,
  minDiskViolation,
  minMemoryViolation,
  nameViolation,
  propertyKeyViolation,
  sourceUrlViolation,
  tagsMax,
  tagsViolation,
  tagViolation,
} from './field-violations.ts';

const rule = { max: 255 };
const codeOf = (violation: { readonly code: string } | null) => violation?.code ?? 'valid';

describe('nameViolation', () => {
  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['a', 'valid'],
    ['镜像', 'valid'],
    [` ${'a'.repeat(255)} `, 'valid'],
    ['a'.repeat(300), 'tooLong'],
    ['disk 😀', 'fourByte'],
  ])('of %j is %s', (name, expected) => expect(codeOf(nameViolation(name, rule))).toBe(expected));

  it('reports a length above the maximum before characters beyond U+FFFF', () => {
    expect(codeOf(nameViolation('😀'.repeat(256), rule))).toBe('tooLong');
  });

  it('reports the longest length and the actual one', () => {
    expect(nameViolation('a'.repeat(300), rule)?.params).toEqual({ max: 255, length: 300 });
  });

  it('applies the pattern of the profile', () => {
    expect(codeOf(nameViolation('a/b', { max: 128, pattern: /^[a-z]+$/ }))).toBe('pattern');
  });
});

describe('descriptionViolation, tagViolation and tagsViolation', () => {
  it('limit a description to 1,024 characters', () => {
    expect(codeOf(descriptionViolation('', { max: 1024 }))).toBe('valid');
    expect(codeOf(descriptionViolation('字'.repeat(1024), { max: 1024 }))).toBe('valid');
    expect(codeOf(descriptionViolation('字'.repeat(1025), { max: 1024 }))).toBe('tooLong');
  });

  it('report 129 tags, and a too long tag before one that breaks the pattern', () => {
    const tags = Array.from({ length: tagsMax + 1 }, (_, index) => `t${index}`);
    expect(codeOf(tagsViolation(tags, rule))).toBe('tooMany');
    expect(codeOf(tagsViolation(tags.slice(1), rule))).toBe('valid');
    expect(codeOf(tagsViolation(['A', 'a'.repeat(256)], { max: 255, pattern: /^[a-z]+$/ }))).toBe('tooLong');
    expect(codeOf(tagsViolation(['a', 'A'], { max: 255, pattern: /^[a-z]+$/ }))).toBe('pattern');
  });

  it('report an empty, repeated, too long or 129th tag', () => {
    expect(codeOf(tagViolation('a', ['b'], rule))).toBe('valid');
    expect(codeOf(tagViolation(' ', [], rule))).toBe('required');
    expect(codeOf(tagViolation('a', ['a'], rule))).toBe('duplicate');
    expect(codeOf(tagViolation('a'.repeat(256), [], rule))).toBe('tooLong');
    expect(
      codeOf(
        tagViolation(
          'a',
          Array.from({ length: tagsMax }, (_, index) => `t${index}`),
          rule,
        ),
      ),
    ).toBe('tooMany');
  });
});

describe('propertyKeyViolation', () => {
  it.each([
    ['hw_rng_model', 'valid'],
    [' ', 'required'],
    ['k'.repeat(256), 'tooLong'],
    ['os_hash_value', 'reserved'],
    ['OS_Distro', 'taken'],
    [' Other ', 'duplicate'],
  ])('of %j is %s', (key, expected) =>
    expect(codeOf(propertyKeyViolation(key, ['other'], ['os_distro']))).toBe(expected),
  );
});

describe('minDiskViolation and minMemoryViolation', () => {
  it.each([
    [0, 0, 'valid'],
    [10, 10, 'valid'],
    [9, 10, 'underVirtualSize'],
    [0, 10, 'underVirtualSize'],
    [1.5, 0, 'notWhole'],
    [-1, 0, 'tooSmall'],
    [-0.5, 0, 'tooSmall'],
    [2 ** 31, 0, 'tooLarge'],
    [2 ** 31 - 1, 0, 'valid'],
    [Number.NaN, 0, 'notNumber'],
  ])('disk of %d GiB for an image of %d GiB is %s', (gib, virtualGib, expected) =>
    expect(codeOf(minDiskViolation(gib, virtualGib))).toBe(expected),
  );

  it.each([
    [0, 'valid'],
    [0.5, 'valid'],
    [1.5, 'valid'],
    [0.3, 'step'],
    [-0.5, 'tooSmall'],
    [2 ** 21 - 0.5, 'valid'],
    [2 ** 21, 'tooLarge'],
    [Number.NaN, 'notNumber'],
  ])('memory of %d GiB is %s', (gib, expected) => expect(codeOf(minMemoryViolation(gib))).toBe(expected));

  it('accept the image’s present memory although it is no multiple of the step', () => {
    expect(codeOf(minMemoryViolation(1000 / 1024, 1000))).toBe('valid');
    expect(codeOf(minMemoryViolation(1000 / 1024, 512))).toBe('step');
  });
});

describe('sourceUrlViolation', () => {
  it.each([
    ['http://host/dir/a.qcow2', 'valid'],
    [' http://host/a.iso?x=1 ', 'valid'],
    ['https://host/a.iso', 'scheme'],
    ['', 'required'],
    ['http://host/', 'address'],
    ['http://host', 'address'],
    ['host/a.iso', 'address'],
    ['http://', 'address'],
    ['file:///etc/passwd', 'scheme'],
  ])('of %j is %s', (address, expected) => expect(codeOf(sourceUrlViolation(address, ['http']))).toBe(expected));
});

describe('leastDiskGib', () => {
  it.each([
    [0, null, 1],
    [5, 3 * GiB, 5],
    [1, 3 * GiB + 1, 4],
  ])('of minimum %d GiB and %s bytes is %d', (minDiskGib, virtualSize, expected) =>
    expect(leastDiskGib({ minDiskGib, virtualSize })).toBe(expected),
  );
});
