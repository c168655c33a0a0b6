import { ProblemError } from '../problem.ts';

/** Slows down guessing of passwords: counts failures of one user from one address. */
export interface Attempts {
  /** @throws ProblemError tooManyRequests with Retry-After */
  readonly check: (key: string) => void;
  readonly failed: (key: string) => void;
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
    check(key) {
      const times = recent(key);
      const oldest = times[0];
      if (times.length < limits.failures || oldest === undefined) return;
      const seconds = Math.max(1, Math.ceil((oldest + limits.windowMs - now()) / 1000));
      throw new ProblemError('tooManyRequests', 'too many failed sign-ins; wait and try again', {
        headers: { 'Retry-After': String(seconds) },
      });
    },
    failed(key) {
      const times = [...recent(key), now()];
      failures.delete(key);
      failures.set(key, times);
      const eldest = failures.keys().next().value;
      if (failures.size > limits.remembered && eldest !== undefined) failures.delete(eldest);
    },
    succeeded: (key) => void failures.delete(key),
  };
}
