import { expect, it } from 'vitest';
import { createSealer } from './session-secret.ts';

it('createSealer opens its own texts, but no changed text and no text of another secret', () => {
  const sealer = createSealer('a'.repeat(32));
  const sealed = sealer.seal('{"token":"内容"}');
  expect(sealed).not.toContain('token');
  expect(sealer.open(sealed)).toBe('{"token":"内容"}');
  expect(sealer.seal('x')).not.toBe(sealer.seal('x'));
  expect(createSealer('b'.repeat(32)).open(sealed)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(sealer.open(bytes.toString('base64url'))).toBeNull();
  expect(sealer.open('')).toBeNull();
});
