/** An operator's profile file that cannot be used; every fault is one sentence. */
export class ProfileError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`cloud profile: ${faults.join('; ')}`);
    this.name = 'ProfileError';
    this.faults = faults;
  }
}
