import type { ProjectRef, UserRef } from '@console/bff-contract';
import {
  parseFault,
  parseProjectList,
  parseToken,
  type WireCatalogService,
  WireShapeError,
  type WireToken,
} from '@console/openstack-api';
import { ProblemError } from '../problem.ts';
import type { Endpoint } from './catalog-endpoints.ts';
import { classifyResponse, refusalOf } from './classify-response.ts';
import type { CloudCall, CloudClient, CloudResponse } from './cloud-client.ts';
import type { CloudTimeouts } from './timeouts.ts';

/** A Keystone token. */
export interface Token {
  readonly value: string;
  /** In ms since the epoch, by the clock of this machine. */
  readonly expiresAt: number;
}

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

/** A project in Keystone's list. It has the id of its domain; only a scoped token has the domain's name. */
export interface ListedProject {
  readonly id: string;
  readonly name: string;
  readonly domainId: string;
}

/** The part of Keystone v3 that the console needs. Every function may also throw the problems of a CloudClient. */
export interface Keystone {
  /** @throws ProblemError `wrongCredentials` */
  readonly signIn: (
    credentials: { username: string; password: string; domain: string },
    requestId: string,
  ) => Promise<UnscopedGrant>;
  /** Lists the enabled projects of the token's user. @throws ProblemError `sessionGone` for a token that has ended */
  readonly projects: (token: Token, requestId: string) => Promise<readonly ListedProject[]>;
  /** @throws ProblemError `projectNotJoined`; `sessionGone` for a token that has ended */
  readonly scope: (token: Token, projectId: string, requestId: string) => Promise<ScopedGrant>;
  /** Revokes the token; a token that has ended already is no error. */
  readonly revoke: (token: Token, requestId: string) => Promise<void>;
  /** Why Keystone cannot be used, as a sentence for the operator; `null` if it can. Never rejects. */
  readonly fault: (requestId: string) => Promise<string | null>;
}

export interface KeystoneDeps {
  readonly authUrl: string;
  readonly interface: string;
  readonly client: Pick<CloudClient, 'call'>;
  readonly timeouts: Pick<CloudTimeouts, 'readinessMs'>;
}

export function createKeystone({ authUrl, interface: endpointInterface, client, timeouts }: KeystoneDeps): Keystone {
  const tokensUrl = `${authUrl}/auth/tokens`;
  const call = (options: Omit<CloudCall, 'service'>) => client.call({ ...options, service: 'identity' });

  return {
    async signIn({ username, password, domain }, requestId) {
      const user = { name: username, password, domain: { name: domain } };
      const body = { auth: { identity: { methods: ['password'], password: { user } }, scope: 'unscoped' } };
      const response = await call({ method: 'POST', url: tokensUrl, body, requestId });
      if (response.status === 401)
        throw refused('wrongCredentials', 'Keystone rejects this user and password', response);
      const { token, body: issued } = readToken(response);
      const { id, name } = issued.user;
      return { token, user: { id, name, domain: issued.user.domain.name }, userDomainId: issued.user.domain.id };
    },

    async projects(token, requestId) {
      const response = await call({ method: 'GET', url: `${authUrl}/auth/projects`, token: token.value, requestId });
      // Keystone 22 and 27 answer 404 for the token of a deleted user.
      if (response.status === 401 || response.status === 404) {
        throw refused('sessionGone', 'the token has ended', response);
      }
      return readBody(response, 200, parseProjectList)
        .filter((project) => project.enabled)
        .map(({ id, name, domain_id }) => ({ id, name, domainId: domain_id }));
    },

    async scope(token, projectId, requestId) {
      const identity = { methods: ['token'], token: { id: token.value } };
      const body = { auth: { identity, scope: { project: { id: projectId } } } };
      const response = await call({ method: 'POST', url: tokensUrl, body, requestId });
      if (response.status === 401) throw refused('projectNotJoined', 'the user has no role in this project', response);
      if (response.status === 404) throw refused('sessionGone', 'the token has ended', response);
      const { token: scoped, body: issued } = readToken(response);
      if (issued.project === undefined) throw unexpected(response);
      const { id, name, domain } = issued.project;
      return {
        token: scoped,
        project: { id, name, domain: domain.name },
        roles: issued.roles.map((role) => role.name),
        endpoints: issued.catalog.flatMap((service) => endpointsOf(service, endpointInterface)),
      };
    },

    async revoke(token, requestId) {
      const headers = { 'x-subject-token': token.value };
      await call({ method: 'DELETE', url: tokensUrl, token: token.value, headers, requestId });
    },

    async fault(requestId) {
      const timeoutMs = timeouts.readinessMs;
      try {
        const { status, contentType } = await call({ method: 'GET', url: authUrl, requestId, timeoutMs });
        if (status < 400 && contentType.includes('json')) return null;
        return `identity service: HTTP ${status}, ${contentType || 'no content'}; is OS_AUTH_URL its address?`;
      } catch (error) {
        return `identity service: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
}

/** Whether `domain/project` names the project. Keystone's first domain has the name `Default` and the id `default`. */
export function isProjectNamed(project: ProjectRef, domainAndProject: string): boolean {
  const [domain = '', name] = domainAndProject.split('/');
  return project.name === name && project.domain.toLowerCase() === domain.toLowerCase();
}

function endpointsOf(service: WireCatalogService, endpointInterface: string): Endpoint[] {
  return service.endpoints
    .filter((endpoint) => endpoint.interface === endpointInterface)
    .map(({ region_id, region, url }) => ({ type: service.type, region: region_id ?? region ?? '', url }));
}

function readToken(response: CloudResponse): { token: Token; body: WireToken } {
  const body = readBody(response, 201, parseToken);
  const value = response.headers['x-subject-token'];
  if (typeof value !== 'string') throw unexpected(response);
  return { token: { value, expiresAt: Date.now() + lifetimeMs(body) }, body };
}

/** The token's life by Keystone's own clock, which may differ from the clock of this machine. */
function lifetimeMs({ expires_at, issued_at }: WireToken): number {
  return Date.parse(expires_at) - (issued_at === undefined ? Date.now() : Date.parse(issued_at));
}

function readBody<T>(response: CloudResponse, status: number, parse: (json: unknown) => T): T {
  if (response.status >= 400) {
    throw classifyResponse(response) ?? refused('cloudRefused', `Keystone answered ${response.status}`, response);
  }
  if (response.status !== status) throw unexpected(response);
  try {
    return parse(JSON.parse(response.text));
  } catch (error) {
    if (error instanceof WireShapeError || error instanceof SyntaxError) throw unexpected(response);
    throw error;
  }
}

function refused(
  code: 'wrongCredentials' | 'projectNotJoined' | 'sessionGone' | 'cloudRefused' | 'cloudNonsense',
  detail: string,
  response: CloudResponse,
): ProblemError {
  const fault = parseFault(response.status, response.contentType, response.text);
  const upstream = refusalOf(response, fault.service === 'keystone' ? fault.message : '');
  return new ProblemError(code, detail, { upstream, at: response.at });
}

function unexpected(response: CloudResponse): ProblemError {
  return refused('cloudNonsense', 'the response is not what Keystone promises', response);
}
