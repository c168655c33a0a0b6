import { join } from 'node:path';
import { migrate, openDatabase } from '../kernel/database.ts';
import { createRouter, route } from '../kernel/router.ts';
import { sendJson } from '../kernel/send-response.ts';
import type { Call, Identity, ImageSource, Service } from '../kernel/service.ts';
import { sendFault } from './cinder-fault.ts';
import { minorMicroversion, NEWEST_MICROVERSION, versionFault } from './microversion.ts';
import { cinderRoutes } from './routes.ts';
import { cinderSchema, createVolumes } from './volumes.ts';

export interface CinderOptions {
  readonly stateDir: string;
  readonly identity: Identity;
  readonly images: ImageSource;
  /** Returns ms since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/**
 * Cinder v3 with its records in `cinder.db` under `stateDir`. A volume has no data, but creating one from an image runs
 * Cinder's checks.
 */
export function createCinder(options: CinderOptions): Service {
  const db = openDatabase(join(options.stateDir, 'cinder.db'));
  migrate(db, cinderSchema);
  const { identity, images, now = Date.now } = options;
  const routes = [
    route('GET', '/', (call) => sendJson(call, 300, versions(call))),
    route('GET', '/v3', (call) => sendJson(call, 200, versions(call))),
    route('GET', '/v3/', (call) => sendJson(call, 200, versions(call))),
    ...cinderRoutes({ identity, images, volumes: createVolumes(db, now), now }),
  ];
  const handle = createRouter(routes, {
    notFound: (call) =>
      sendJson(call, 404, {
        message: 'The resource could not be found.<br /><br />\n\n\n',
        code: '404 Not Found',
        title: 'Not Found',
      }),
    methodNotAllowed: (call, allow) =>
      sendFault(
        call,
        {
          fault: 'badMethod',
          message: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
        },
        { Allow: allow.join(', ') },
      ),
  });
  return {
    handle: async (call) => {
      const fault = versionFault(call);
      if (fault) return sendFault(call, fault);
      call.res.setHeader('OpenStack-API-Version', `volume 3.${minorMicroversion(call)}`);
      call.res.setHeader('Vary', 'OpenStack-API-Version');
      await handle(call);
    },
    crash: (call) =>
      sendFault(call, {
        fault: 'computeFault',
        message: 'The server has either erred or is incapable of performing the requested operation.',
      }),
    close: async () => db.close(),
  };
}

function versions(call: Call) {
  const version = {
    id: 'v3.0',
    status: 'CURRENT',
    version: NEWEST_MICROVERSION,
    min_version: '3.0',
    updated: '2018-07-17T00:00:00Z',
    links: [{ rel: 'self', href: `${call.baseUrl}/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
  };
  return { versions: [version] };
}
