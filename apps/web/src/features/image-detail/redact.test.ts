import { describe, expect, it } from 'vitest';
import { redactCredentials, redactWireImage } from './redact.ts';

describe('redactWireImage', () => {
  it('removes data locations and credentials in URLs', () => {
    const wire = {
      id: 'a',
      status: 'active',
      direct_url: 'swift+https://user:secret@keystone/v3/images/a',
      locations: [{ url: 'rbd://secret' }],
      source: 'https://me:secret@example.org/x.img?a=1',
      file: '/v2/images/a/file',
    };
    const redacted = redactWireImage(wire);
    expect(JSON.stringify(redacted)).not.toContain('secret');
    expect(redacted).toEqual({
      id: 'a',
      status: 'active',
      source: 'https://***@example.org/x.img?a=1',
      file: '/v2/images/a/file',
    });
  });
});

describe('redactCredentials', () => {
  it('keeps an @ that is not part of URL credentials', () => {
    const text = 'mail me@example.org about http://h/a@b';
    expect(redactCredentials(text)).toBe(text);
  });
});
