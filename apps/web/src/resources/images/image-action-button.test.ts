import { describe, expect, it } from 'vitest';
import { splitByPermission } from './image-action-button.tsx';
import { imageFixture } from './image-fixture.ts';

describe('splitByPermission', () => {
  it('separates blocked images and keeps their reasons', () => {
    const allowed = imageFixture({ id: 'allowed' });
    const blocked = imageFixture({ id: 'blocked', isProtected: true });
    const split = splitByPermission([allowed, blocked], (image) =>
      image.isProtected ? { kind: 'blocked', reason: 'protected' } : { kind: 'allowed' },
    );
    expect(split).toEqual({ allowed: [allowed], blocked: [{ image: blocked, reason: 'protected' }] });
  });
});
