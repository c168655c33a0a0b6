import { ProblemError } from '../problem.ts';

/** Slows down guessing of passwords: counts failures of one user from one address. */
export interface Attempts {
  /**
   * Counts a try as failed until more is known of it: a thousand at a time are a thousand.
   * @throws ProblemError tooManyRequests with Retry-After
   */
  readonly begin: (key: string) => void;
  /** The latest try failed for another reason than the password. */
  readonly forgive: (key: string) => void;
  readonly succeeded: (key: string) => void;
}

export interface AttemptLimits {
  readonly failures: number;
  readonly windowMs: number;
  /** Addresses and users remembered at a time; the oldest go first. */
  readonly remembered: number;
}

export const defaultAttemptLimits: AttemptLimits = { failures: 10, windowMs: 60_000, remembered: 10_000 };

export function createAttempts(limits: AttemptLimits, now: () => number): Attempts {
  const failures = new Map<string, readonly number[]>();
  const recent = (key: string) => (failures.get(key) ?? []).filter((time) => time > now() - limits.windowMs);

  return {
    begin(key) {
      const times = recent(key);
      const oldest = times[0];
      if (times.length >= limits.failures && oldest !== undefined) throw tooMany(oldest + limits.windowMs - now());
      failures.delete(key);
      failures.set(key, [...times, now()]);
      const eldest = failures.keys().next().value;
      if (failures.size > limits.remembered && eldest !== undefined) failures.delete(eldest);
    },
    forgive(key) {
      const times = recent(key).slice(0, -1);
      if (times.length > 0) failures.set(key, times);
      else failures.delete(key);
    },
    succeeded: (key) => void failures.delete(key),
  };
}

function tooMany(waitMs: number): ProblemError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new ProblemError('tooManyRequests', 'too many failed sign-ins; wait and try again', {
    headers: { 'Retry-After': String(seconds) },
  });
}
