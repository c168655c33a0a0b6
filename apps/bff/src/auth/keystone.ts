import type { ProjectRef, UserRef } from '@console/bff-contract';
import type { z } from 'zod';
import { judge } from '../http/judge.ts';
import { ProblemError, type Upstream } from '../problem.ts';
import type { Token } from '../session/types.ts';
import type { Endpoint } from './catalog.ts';
import { type CatalogEntry, faultShape, projectsShape, type TokenBody, tokenShape } from './keystone-shapes.ts';
import type { CloudAnswer, CloudCall, CloudTransport } from './transport.ts';

export interface UnscopedGrant {
  readonly token: Token;
  readonly user: UserRef;
  readonly userDomainId: string;
}

export interface ScopedGrant {
  readonly token: Token;
  readonly project: ProjectRef;
  readonly roles: readonly string[];
  readonly endpoints: readonly Endpoint[];
}

/** A project as Keystone lists it: with the id of its domain, whose name only a scoped token tells. */
export interface ListedProject {
  readonly id: string;
  readonly name: string;
  readonly domainId: string;
}

/** Keystone v3 as far as the console needs it. All throw ProblemError; see each for its own codes. */
export interface Keystone {
  /** @throws wrongCredentials */
  readonly signIn: (
    who: { username: string; password: string; domain: string },
    requestId: string,
  ) => Promise<UnscopedGrant>;
  /** @throws sessionGone when the token is expired or revoked */
  readonly projects: (token: Token, requestId: string) => Promise<readonly ListedProject[]>;
  /** @throws projectNotJoined; sessionGone when the token is expired or revoked */
  readonly scope: (token: Token, projectId: string, requestId: string) => Promise<ScopedGrant>;
  /** Best effort: a token that is gone already is fine. */
  readonly revoke: (token: Token, requestId: string) => Promise<void>;
  /** What is wrong with Keystone, in a sentence for the operator; `null`: it answers as it should. Never rejects. */
  readonly fault: (requestId: string) => Promise<string | null>;
}

export interface KeystoneDeps {
  readonly authUrl: string;
  readonly interface: string;
  readonly transport: CloudTransport;
}

/** Orchestrators ask often and do not wait long. */
const readinessMs = 3000;

export function createKeystone({ authUrl, interface: side, transport }: KeystoneDeps): Keystone {
  const tokensUrl = `${authUrl}/auth/tokens`;
  const call = (one: Omit<CloudCall, 'service'>) => transport.call({ ...one, service: 'identity' });

  return {
    async signIn({ username, password, domain }, requestId) {
      const user = { name: username, password, domain: { name: domain } };
      const body = { auth: { identity: { methods: ['password'], password: { user } }, scope: 'unscoped' } };
      const answer = await call({ method: 'POST', url: tokensUrl, body, requestId });
      if (answer.status === 401) throw refusal('wrongCredentials', 'Keystone refuses this user and password', answer);
      const { token, body: issued } = tokenOf(answer);
      const { id, name } = issued.user;
      return { token, user: { id, name, domain: issued.user.domain.name }, userDomainId: issued.user.domain.id };
    },

    async projects(token, requestId) {
      const answer = await call({
        method: 'GET',
        url: `${authUrl}/auth/projects`,
        token: token.value,
        requestId,
      });
      // 404 where the user has been deleted.
      if (answer.status === 401 || answer.status === 404) throw refusal('sessionGone', 'the token has ended', answer);
      const { projects } = read(answer, 200, projectsShape);
      return projects
        .filter((one) => one.enabled)
        .map(({ id, name, domain_id }) => ({ id, name, domainId: domain_id }));
    },

    async scope(token, projectId, requestId) {
      const identity = { methods: ['token'], token: { id: token.value } };
      const body = { auth: { identity, scope: { project: { id: projectId } } } };
      const answer = await call({ method: 'POST', url: tokensUrl, body, requestId });
      if (answer.status === 401) throw refusal('projectNotJoined', 'the user has no role in this project', answer);
      if (answer.status === 404) throw refusal('sessionGone', 'the token has ended', answer);
      const { token: scoped, body: issued } = tokenOf(answer);
      if (issued.project === undefined) throw nonsense(answer);
      const { id, name, domain } = issued.project;
      return {
        token: scoped,
        project: { id, name, domain: domain.name },
        roles: issued.roles.map((role) => role.name),
        endpoints: issued.catalog.flatMap((entry) => endpointsOf(entry, side)),
      };
    },

    async revoke(token, requestId) {
      const headers = { 'x-subject-token': token.value };
      await call({ method: 'DELETE', url: tokensUrl, token: token.value, headers, requestId });
    },

    async fault(requestId) {
      const look = { method: 'GET', url: authUrl, requestId, timeoutMs: readinessMs } as const;
      try {
        const { status, contentType } = await call(look);
        if (status < 400 && contentType.includes('json')) return null;
        return `identity service: HTTP ${status}, ${contentType || 'no content'}; is OS_AUTH_URL its address?`;
      } catch (error) {
        return `identity service: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
}

function endpointsOf(entry: CatalogEntry, side: string): Endpoint[] {
  return entry.endpoints
    .filter((one) => one.interface === side)
    .map((one) => ({ type: entry.type, region: one.region_id ?? one.region ?? '', url: one.url }));
}

function tokenOf(answer: CloudAnswer): { token: Token; body: TokenBody } {
  const { token } = read(answer, 201, tokenShape);
  const value = answer.headers['x-subject-token'];
  if (typeof value !== 'string') throw nonsense(answer);
  return { token: { value, expiresAt: Date.now() + lifetimeMs(token) }, body: token };
}

/** By the cloud's own clock, which need not show what ours does: a token has only just been issued. */
function lifetimeMs({ expires_at, issued_at }: TokenBody): number {
  return Date.parse(expires_at) - (issued_at === undefined ? Date.now() : Date.parse(issued_at));
}

function read<T extends z.ZodType>(answer: CloudAnswer, status: number, shape: T): z.infer<T> {
  if (answer.status >= 400) throw refused(answer);
  const parsed = answer.status === status ? shape.safeParse(jsonOf(answer.text)) : null;
  if (parsed?.success !== true) throw nonsense(answer);
  return parsed.data;
}

function refusal(
  code: 'wrongCredentials' | 'projectNotJoined' | 'sessionGone' | 'cloudRefused',
  detail: string,
  answer: CloudAnswer,
) {
  return new ProblemError(code, detail, { upstream: upstreamOf(answer), at: answer.at });
}

function nonsense(answer: CloudAnswer): ProblemError {
  const detail = 'Keystone answered what it should not';
  return new ProblemError('cloudNonsense', detail, { upstream: upstreamOf(answer), at: answer.at });
}

/** Keystone's own refusal is JSON; a page is from something before it, or in its place. */
function refused(answer: CloudAnswer): ProblemError {
  const verdict = judge(answer);
  return verdict.kind === 'problem'
    ? verdict.problem
    : refusal('cloudRefused', `Keystone answered ${answer.status}`, answer);
}

function upstreamOf(answer: CloudAnswer): Upstream {
  const fault = faultShape.safeParse(jsonOf(answer.text));
  const requestId = answer.headers['x-openstack-request-id'];
  return {
    status: answer.status,
    message: fault.success ? fault.data.error.message : '',
    ...(typeof requestId === 'string' ? { requestId } : {}),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
