import type { ProjectRef, UserRef } from '@console/bff-contract';
import type { Endpoint } from '../auth/catalog.ts';

/** A token and how long it lives, ms since the epoch. */
export interface Token {
  readonly value: string;
  readonly expiresAt: number;
}

/** The project the user works in now. */
export interface Scope {
  readonly project: ProjectRef;
  readonly token: Token;
  readonly roles: readonly string[];
  readonly endpoints: readonly Endpoint[];
}

/** What the store keeps of a signed-in user, sealed. Never sent to the browser as it is. */
export interface SignedIn {
  readonly user: UserRef;
  /** From the password; others are made from it. */
  readonly unscoped: Token;
  /** `null`: the user has joined no project. */
  readonly scope: Scope | null;
  readonly region: string | null;
  readonly projects: readonly ProjectRef[];
  /** Has role `admin` on the administrators' project; learned at sign-in. */
  readonly cloudAdministrator: boolean;
  /** Tokens of projects left since; transfers may still use them, signing out revokes them. */
  readonly left: readonly Token[];
  readonly csrfToken: string;
}

declare module 'express-session' {
  interface SessionData {
    signedIn: SignedIn;
  }
}
