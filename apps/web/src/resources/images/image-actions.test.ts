import { describe, expect, it } from 'vitest';
import { splitByPermission } from './image-actions.tsx';
import { imageOf } from './image-fixture.ts';

describe('a batch of images', () => {
  it('keeps what is not allowed apart, with the reason', () => {
    const free = imageOf({ id: 'free' });
    const kept = imageOf({ id: 'kept', isProtected: true });
    const split = splitByPermission([free, kept], (image) =>
      image.isProtected ? { kind: 'blocked', reason: 'protected' } : { kind: 'allowed' },
    );
    expect(split).toEqual({ allowed: [free], blocked: [{ image: kept, reason: 'protected' }] });
  });
});
