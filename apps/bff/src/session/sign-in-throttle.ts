import { ProblemError } from '../problem.ts';

/** Limits failed sign-ins of one user from one address (the key). */
export interface SignInThrottle {
  /**
   * Counts an attempt as failed until its outcome is known, so that parallel attempts count too.
   * @throws ProblemError `tooManyRequests` with Retry-After
   */
  readonly begin: (key: string) => void;
  /** Removes the latest attempt: it failed for another reason than the password. */
  readonly forgive: (key: string) => void;
  /** Removes all attempts. */
  readonly succeed: (key: string) => void;
}

export interface SignInLimits {
  readonly failures: number;
  readonly windowMs: number;
  /** Largest number of keys in memory; the oldest are removed first. */
  readonly keys: number;
}

export const defaultSignInLimits: SignInLimits = { failures: 10, windowMs: 60_000, keys: 10_000 };

/** Creates a sliding-window limiter. @param now a clock in ms */
export function createSignInThrottle(limits: SignInLimits, now: () => number): SignInThrottle {
  const attempts = new Map<string, readonly number[]>();
  const recentAttempts = (key: string) => (attempts.get(key) ?? []).filter((time) => time > now() - limits.windowMs);

  return {
    begin(key) {
      const times = recentAttempts(key);
      const oldest = times[0];
      if (times.length >= limits.failures && oldest !== undefined) throw tooMany(oldest + limits.windowMs - now());
      attempts.delete(key);
      attempts.set(key, [...times, now()]);
      const oldestKey = attempts.keys().next().value;
      if (attempts.size > limits.keys && oldestKey !== undefined) attempts.delete(oldestKey);
    },
    forgive(key) {
      const times = recentAttempts(key).slice(0, -1);
      if (times.length > 0) attempts.set(key, times);
      else attempts.delete(key);
    },
    succeed: (key) => void attempts.delete(key),
  };
}

function tooMany(waitMs: number): ProblemError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new ProblemError('tooManyRequests', 'too many failed sign-ins; wait and try again', {
    headers: { 'Retry-After': String(seconds) },
  });
}
