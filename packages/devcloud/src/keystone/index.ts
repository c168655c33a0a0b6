import { join } from 'node:path';
import { migrate, openDatabase } from '../kernel/database.ts';
import { createRouter } from '../kernel/router.ts';
import type { Identity, Service } from '../kernel/service.ts';
import { bootstrap } from './bootstrap.ts';
import type { KeystoneContext } from './context.ts';
import { createDirectory } from './directory.ts';
import { pageNotFound, sendFault } from './keystone-fault.ts';
import { createLimits } from './limits.ts';
import { authRoutes } from './routes-auth.ts';
import { catalogRoutes } from './routes-catalog.ts';
import { limitRoutes } from './routes-limits.ts';
import { projectRoutes } from './routes-projects.ts';
import { roleRoutes } from './routes-roles.ts';
import { userRoutes } from './routes-users.ts';
import { keystoneSchema } from './schema.ts';
import { callerOf, createTokens } from './tokens.ts';

export { demoPassword, projectId, userId } from './bootstrap.ts';

export interface Keystone extends Service, Identity {
  /** Invalidates a token at once, as if it had expired. */
  readonly expireToken: (token: string) => void;
}

/** Keystone v3 on `keystone.db` under `stateDir`. A new database gets the demo users. */
export async function createKeystone(options: { stateDir: string; tokenTtlSeconds: number }): Promise<Keystone> {
  const db = openDatabase(join(options.stateDir, 'keystone.db'));
  migrate(db, keystoneSchema);
  const directory = createDirectory(db);
  const tokens = createTokens(db, directory, options.tokenTtlSeconds);
  await bootstrap(db, directory);
  const keys: KeystoneContext = { directory, tokens };
  const limits = createLimits(db);
  const routes = [
    ...authRoutes(keys),
    ...projectRoutes(keys),
    ...userRoutes(keys),
    ...roleRoutes(keys),
    ...catalogRoutes(keys),
    ...limitRoutes(keys, limits),
  ];
  const answer = createRouter(routes, {
    notFound: pageNotFound,
    methodNotAllowed: (call, allow) =>
      sendFault(call, 405, 'The method is not allowed for the requested URL.', { Allow: allow.join(', ') }),
  });
  return {
    handle: (call) => {
      call.res.setHeader('Vary', 'X-Auth-Token');
      return answer(call);
    },
    crash: (call) => sendFault(call, 500, 'An unexpected error prevented the server from fulfilling your request.'),
    authenticate: (token) => {
      const live = tokens.find(token);
      return live && callerOf(live);
    },
    limitOf: limits.value,
    expireToken: tokens.revoke,
    close: async () => db.close(),
  };
}
