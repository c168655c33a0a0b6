import type { Accounts } from '@console/devcloud/given';

/** The two that `up` starts; another cloud is measured by the one it is nearer to. */
export const releases = ['zed', '2025.1'] as const;
export type Release = (typeof releases)[number];

/** In the order in which they run; the last one restarts the image service. */
export const passNames = ['conformance', 'journeys', 'proxy', 'conversion'] as const;
export type PassName = (typeof passNames)[number];

export interface RunOptions {
  readonly kind: 'run';
  readonly release: Release;
  readonly only: readonly PassName[];
  /** Keystone of a cloud that runs already; `null`: one is started from Debian packages. */
  readonly authUrl: string | null;
  /** Of the users in the README. */
  readonly accounts: Accounts;
}

/** A cloud to test on. */
export interface RealCloud {
  readonly kind: 'cloud';
  readonly release: Release;
  /** Keystone v3. */
  readonly authUrl: string;
  readonly accounts: Accounts;
  /** Starts the image service anew with conversion on; `null` where it is not ours to restart. */
  readonly convert: (() => Promise<void>) | null;
  /** Stops what was started for the tests, and nothing else. */
  readonly stop: () => Promise<void>;
}

export type Outcome =
  /** `why` where the output of the pass does not say it. */
  { readonly kind: 'passed' | 'failed'; readonly why?: string } | { readonly kind: 'left out'; readonly why: string };

export interface Pass {
  readonly name: PassName;
  readonly run: (cloud: RealCloud) => Promise<Outcome>;
}

export interface Result {
  readonly pass: PassName;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** What was left out is said, and is no failure. */
export const isGood = ({ outcome }: Result): boolean => outcome.kind !== 'failed';
