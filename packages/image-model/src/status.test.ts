import { describe, expect, it } from 'vitest';
import { isMoving } from './status.ts';

describe('isMoving', () => {
  it.each(['queued', 'saving', 'uploading', 'importing', 'pending_delete'])('is true for %s', (status) =>
    expect(isMoving(status)).toBe(true),
  );

  it.each(['active', 'deactivated', 'deleted', 'killed', 'something new', 'toString'])('is false for %s', (status) =>
    expect(isMoving(status)).toBe(false),
  );
});
