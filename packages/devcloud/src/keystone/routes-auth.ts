import { type Route, route } from '../kernel/router.ts';
import { sendEmpty, sendJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { authenticate } from './authenticate.ts';
import { catalogFor } from './catalog.ts';
import { isAdmin, type KeystoneContext, requireBody, requireToken } from './context.ts';
import { badRequest, forbidden, sendFault, unauthorized } from './keystone-fault.ts';
import { type LiveToken, rolesIn } from './tokens.ts';
import { listView, projectView, selfView, tokenView } from './views.ts';

/** Routes that issue, show and revoke tokens. */
export function authRoutes(keys: KeystoneContext): readonly Route[] {
  return [
    route('POST', '/v3/auth/tokens', (call) => signIn(keys, call)),
    route('GET', '/v3/auth/tokens', (call) => validate(keys, call)),
    route('HEAD', '/v3/auth/tokens', (call) => validate(keys, call)),
    route('DELETE', '/v3/auth/tokens', (call) => revoke(keys, call)),
    route('GET', '/v3/auth/projects', (call) => {
      const token = requireToken(keys, call);
      if (!token) return;
      const mine = keys.directory.projectsOf(token.user.id).map((project) => projectView(call, project));
      sendJson(call, 200, listView(call, 'projects', mine));
    }),
    route('GET', '/v3/auth/domains', (call) => {
      const token = requireToken(keys, call);
      if (!token) return;
      // Domains in which the user has a role on the domain itself. In this cloud there are none.
      sendJson(call, 200, listView(call, 'domains', []));
    }),
    route('GET', '/v3/auth/system', (call) => {
      const token = requireToken(keys, call);
      if (!token) return;
      const system = keys.directory.rolesOnSystem(token.user.id).length > 0 ? [{ all: true }] : [];
      sendJson(call, 200, selfView(call, 'system', system));
    }),
    route('GET', '/v3/auth/catalog', (call) => {
      const token = requireToken(keys, call);
      if (!token) return;
      if (token.scope.kind === 'unscoped') return forbidden(call);
      const project = token.scope.kind === 'project' ? token.scope.project.id : null;
      sendJson(call, 200, selfView(call, 'catalog', catalogFor(call.origin, project)));
    }),
  ];
}

async function signIn(keys: KeystoneContext, call: Call): Promise<void> {
  const body = await requireBody(call);
  if (!body) return;
  const outcome = await authenticate(body, keys.directory, keys.tokens);
  if (outcome.kind === 'malformed') return badRequest(call, outcome.complaint);
  if (outcome.kind === 'deadToken') return deadToken(call, outcome.token);
  if (outcome.kind === 'unsupportedMethod')
    return unauthorized(call, 'Attempted to authenticate with an unsupported method.');
  if (outcome.kind === 'refused' || rolesIn(keys.directory, outcome.user, outcome.scope) === null)
    return unauthorized(call);
  const { token, live } = keys.tokens.issue(outcome.user, outcome.scope, outcome.parent);
  if (!live) return unauthorized(call);
  const headers = { 'X-Subject-Token': token };
  sendJson(call, 201, tokenView(call, keys.directory, live, !call.query.has('nocatalog')), headers);
}

function validate(keys: KeystoneContext, call: Call): void {
  const subject = subjectOf(keys, call, 'validate_token');
  if (subject === null) return;
  const headers = { 'X-Subject-Token': subject.token };
  sendJson(call, 200, tokenView(call, keys.directory, subject.live, !call.query.has('nocatalog')), headers);
}

function revoke(keys: KeystoneContext, call: Call): void {
  const subject = subjectOf(keys, call, 'revoke_token');
  if (subject === null) return;
  keys.tokens.revoke(subject.token);
  sendEmpty(call, 204);
}

/**
 * Returns the subject token, which is the caller's own or, for administrators, any token. Otherwise sends an error and
 * returns `null`.
 */
function subjectOf(keys: KeystoneContext, call: Call, rule: string): { token: string; live: LiveToken } | null {
  const caller = requireToken(keys, call);
  if (!caller) return null;
  const header = call.req.headers['x-subject-token'];
  const token = typeof header === 'string' ? header : '';
  const live = keys.tokens.find(token);
  if (token !== '' && !live) deadToken(call, token);
  else if (!isAdmin(caller) && live?.user.id !== caller.user.id) forbidden(call, `identity:${rule}`);
  else if (!live) deadToken(call, token);
  else return { token, live };
  return null;
}

const fernet = /^gAAAAA[\w=-]{90,}$/;

/** Keystone answers differently for an expired token and for text that was never a token. */
function deadToken(call: Call, token: string): void {
  const message = fernet.test(token) ? 'Failed to validate token' : 'Could not recognize Fernet token';
  sendFault(call, 404, token === '' ? 'No token in the request' : message);
}
