import { describe, expect, it } from 'vitest';
import { createSignInThrottle } from './sign-in-throttle.ts';

function createThrottle() {
  const clock = { now: 0 };
  const throttle = createSignInThrottle({ failures: 2, windowMs: 1000, keys: 2 }, () => clock.now);
  return { clock, ...throttle };
}

describe('createSignInThrottle', () => {
  it('refuses attempts above the limit until the oldest one leaves the window', () => {
    const { clock, begin } = createThrottle();
    begin('alice');
    clock.now = 600;
    begin('alice');
    expect(() => begin('alice')).toThrow(expect.objectContaining({ headers: { 'Retry-After': '1' } }));
    clock.now = 1000;
    begin('alice');
    expect(() => begin('alice')).toThrow(expect.objectContaining({ code: 'tooManyRequests' }));
  });

  it('does not count an attempt that failed for another reason than the password', () => {
    const { begin, forgive } = createThrottle();
    begin('alice');
    begin('alice');
    forgive('alice');
    expect(() => begin('alice')).not.toThrow();
  });

  it('forgets all attempts of a user who signs in', () => {
    const { begin, succeed } = createThrottle();
    begin('alice');
    begin('alice');
    succeed('alice');
    expect(() => begin('alice')).not.toThrow();
  });

  it('keeps the attempts of the latest keys only', () => {
    const { begin } = createThrottle();
    begin('alice');
    begin('alice');
    begin('bob');
    begin('carol');
    expect(() => begin('alice')).not.toThrow();
  });
});
