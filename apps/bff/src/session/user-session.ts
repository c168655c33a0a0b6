import type { ProjectRef, UserRef } from '@console/bff-contract';
import type { Endpoint } from '../cloud/catalog-endpoints.ts';
import type { Token } from '../cloud/keystone.ts';

/** The project in which the user works, with its token and catalog. */
export interface Scope {
  readonly project: ProjectRef;
  readonly token: Token;
  readonly roles: readonly string[];
  readonly endpoints: readonly Endpoint[];
}

/** A session as the store keeps it, sealed. The browser receives the contract's `Session`, without tokens. */
export interface UserSession {
  readonly user: UserRef;
  /** The token for the password; tokens for projects are made from it. */
  readonly unscoped: Token;
  /** `null` for a user without a project. */
  readonly scope: Scope | null;
  readonly region: string | null;
  readonly projects: readonly ProjectRef[];
  /** Whether the user had role `admin` on the administrators' project at sign-in. */
  readonly cloudAdministrator: boolean;
  /** Tokens of earlier scopes. Running transfers may still use them, so they are revoked at sign-out. */
  readonly left: readonly Token[];
  readonly csrfToken: string;
}

declare module 'express-session' {
  interface SessionData {
    signedIn: UserSession;
  }
}
