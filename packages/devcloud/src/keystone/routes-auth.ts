import { empty, json, readJson } from '../kernel/respond.ts';
import { type Route, route } from '../kernel/router.ts';
import type { Call } from '../kernel/types.ts';
import { judge } from './auth-request.ts';
import { catalogFor } from './catalog.ts';
import { isAdmin, type Keys, signedIn, tokenOf } from './context.ts';
import { badRequest, forbidden, refuse, unauthorized } from './faults.ts';
import { rolesIn } from './tokens.ts';
import { domainView, listView, projectView, tokenView } from './views.ts';

/** Signing in, looking at one's token, ending it. */
export function authRoutes(keys: Keys): readonly Route[] {
  return [
    route('POST', '/v3/auth/tokens', (call) => signIn(keys, call)),
    route('GET', '/v3/auth/tokens', (call) => validate(keys, call)),
    route('HEAD', '/v3/auth/tokens', (call) => validate(keys, call)),
    route('DELETE', '/v3/auth/tokens', (call) => revoke(keys, call)),
    route('GET', '/v3/auth/projects', (call) => {
      const token = signedIn(keys, call);
      if (!token) return;
      const mine = keys.directory.projectsOf(token.user.id).map((project) => projectView(call, project));
      json(call, 200, listView(call, 'projects', mine));
    }),
    route('GET', '/v3/auth/domains', (call) => {
      const token = signedIn(keys, call);
      if (!token) return;
      const mine = isAdmin(token) ? keys.directory.domains().map((domain) => domainView(call, domain)) : [];
      json(call, 200, listView(call, 'domains', mine));
    }),
    route('GET', '/v3/auth/system', (call) => {
      const token = signedIn(keys, call);
      if (!token) return;
      const system = keys.directory.rolesOnSystem(token.user.id).length > 0 ? [{ all: true }] : [];
      json(call, 200, listView(call, 'system', system));
    }),
    route('GET', '/v3/auth/catalog', (call) => {
      const token = signedIn(keys, call);
      if (!token) return;
      if (token.scope.kind === 'unscoped') return forbidden(call, 'identity:get_auth_catalog');
      const project = token.scope.kind === 'project' ? token.scope.project.id : null;
      json(call, 200, listView(call, 'catalog', catalogFor(call.origin, project)));
    }),
  ];
}

async function signIn(keys: Keys, call: Call): Promise<void> {
  const body = await readJson(call);
  const judged = await judge(body.kind === 'json' ? body.value : undefined, keys.directory, keys.tokens);
  if (judged.kind === 'malformed') return badRequest(call, `Expecting to find ${judged.missing} in request body.`);
  if (judged.kind === 'deadToken') return refuse(call, 404, 'Failed to validate token');
  if (judged.kind === 'refused' || rolesIn(keys.directory, judged.user, judged.scope) === null)
    return unauthorized(call);
  const token = keys.tokens.issue(judged.user, judged.scope, judged.parent);
  const live = keys.tokens.find(token);
  if (!live) return unauthorized(call);
  const headers = { 'X-Subject-Token': token, Vary: 'X-Auth-Token' };
  json(call, 201, tokenView(call, keys.directory, live, !call.query.has('nocatalog')), headers);
}

function validate(keys: Keys, call: Call): void {
  const subject = subjectOf(keys, call, 'validate_token');
  if (subject === null) return;
  const live = keys.tokens.find(subject);
  if (!live) {
    refuse(call, 404, 'Failed to validate token');
    return;
  }
  const headers = { 'X-Subject-Token': subject, Vary: 'X-Auth-Token' };
  json(call, 200, tokenView(call, keys.directory, live, !call.query.has('nocatalog')), headers);
}

function revoke(keys: Keys, call: Call): void {
  const subject = subjectOf(keys, call, 'revoke_token');
  if (subject === null) return;
  keys.tokens.revoke(subject);
  empty(call, 204);
}

/** The token spoken about: one's own, or any for an administrator; otherwise answers and gives `null`. */
function subjectOf(keys: Keys, call: Call, rule: string): string | null {
  const token = signedIn(keys, call);
  if (!token) return null;
  const subject = call.req.headers['x-subject-token'];
  if (typeof subject !== 'string') {
    badRequest(call, 'Expecting to find X-Subject-Token in request headers.');
    return null;
  }
  if (subject === tokenOf(call) || isAdmin(token) || keys.tokens.find(subject)?.user.id === token.user.id)
    return subject;
  forbidden(call, `identity:${rule}`);
  return null;
}
