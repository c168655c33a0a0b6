import { describe, expect, it } from 'vitest';
import {
  descriptionFault,
  minDiskFault,
  minMemoryFault,
  nameFault,
  sourceUrlFault,
  tagFault,
  tagsMax,
} from './rules.ts';

const rule = { max: 255 };
const code = (fault: { readonly code: string } | null) => fault?.code ?? 'fine';

describe('name', () => {
  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['a', 'fine'],
    ['镜像', 'fine'],
    [` ${'a'.repeat(255)} `, 'fine'],
    ['a'.repeat(300), 'tooLong'],
    ['disk 😀', 'fourByte'],
  ])('%j: %s', (name, expected) => expect(code(nameFault(name, rule))).toBe(expected));

  it('says how long it may be and is', () => {
    expect(nameFault('a'.repeat(300), rule)?.params).toEqual({ max: 255, length: 300 });
  });

  it('keeps to a profile’s pattern', () => {
    expect(code(nameFault('a/b', { max: 128, pattern: /^[a-z]+$/ }))).toBe('pattern');
  });
});

describe('description and tags', () => {
  it('bound the description', () => {
    expect(code(descriptionFault('', { max: 1024 }))).toBe('fine');
    expect(code(descriptionFault('字'.repeat(1024), { max: 1024 }))).toBe('fine');
    expect(code(descriptionFault('字'.repeat(1025), { max: 1024 }))).toBe('tooLong');
  });

  it('judge a tag among the others', () => {
    expect(code(tagFault('a', ['b'], rule))).toBe('fine');
    expect(code(tagFault(' ', [], rule))).toBe('required');
    expect(code(tagFault('a', ['a'], rule))).toBe('duplicate');
    expect(code(tagFault('a'.repeat(256), [], rule))).toBe('tooLong');
    expect(
      code(
        tagFault(
          'a',
          Array.from({ length: tagsMax }, (_, index) => `t${index}`),
          rule,
        ),
      ),
    ).toBe('tooMany');
  });
});

describe('minimums', () => {
  it.each([
    [0, null, 'fine'],
    [10, 10 * 1024 ** 3, 'fine'],
    [9, 10 * 1024 ** 3, 'underVirtualSize'],
    [10, 10 * 1024 ** 3 + 1, 'underVirtualSize'],
    [0, 10 * 1024 ** 3, 'fine'],
    [1.5, null, 'notWhole'],
    [-1, null, 'tooSmall'],
    [2 ** 31, null, 'tooLarge'],
    [2 ** 31 - 1, null, 'fine'],
    [Number.NaN, null, 'notNumber'],
  ])('disk %d GiB for %s bytes: %s', (gib, virtualSize, expected) =>
    expect(code(minDiskFault(gib, virtualSize))).toBe(expected),
  );

  it.each([
    [0, 'fine'],
    [0.5, 'fine'],
    [1.5, 'fine'],
    [0.3, 'step'],
    [-0.5, 'tooSmall'],
    [2 ** 22, 'tooLarge'],
    [Number.NaN, 'notNumber'],
  ])('memory %d GiB: %s', (gib, expected) => expect(code(minMemoryFault(gib))).toBe(expected));

  it('let an odd minimum stay that the image already has', () => {
    expect(code(minMemoryFault(1000 / 1024, 1000))).toBe('fine');
    expect(code(minMemoryFault(1000 / 1024, 512))).toBe('step');
  });
});

describe('source address', () => {
  it.each([
    ['http://host/dir/a.qcow2', 'fine'],
    [' http://host/a.iso?x=1 ', 'fine'],
    ['https://host/a.iso', 'scheme'],
    ['', 'required'],
    ['http://host/', 'address'],
    ['http://host', 'address'],
    ['host/a.iso', 'address'],
    ['http://', 'address'],
    ['file:///etc/passwd', 'scheme'],
  ])('%j: %s', (address, expected) => expect(code(sourceUrlFault(address, ['http']))).toBe(expected));
});
