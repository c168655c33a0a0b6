import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { isConfirmed, requiredConfirmation } from './confirmation.ts';

const images = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => imageFixture({ id }));

describe('requiredConfirmation', () => {
  it('requires no typing for images that are not public', () => {
    expect(isConfirmed(requiredConfirmation(images), '')).toBe(true);
  });

  it('requires the name of a public image, or its ID if it has no name', () => {
    const named = requiredConfirmation([...images, imageFixture({ name: '麒麟 V10', visibility: 'public' })]);
    expect(isConfirmed(named, '麒麟')).toBe(false);
    expect(isConfirmed(named, ' 麒麟 V10 ')).toBe(true);
    const nameless = requiredConfirmation([imageFixture({ id: 'id-1', name: '', visibility: 'public' })]);
    expect(isConfirmed(nameless, 'id-1')).toBe(true);
  });

  it('requires the number of images if several are public', () => {
    const several = requiredConfirmation(images.map((image) => ({ ...image, visibility: 'public' as const })));
    expect(isConfirmed(several, '')).toBe(false);
    expect(isConfirmed(several, '6')).toBe(true);
  });
});
