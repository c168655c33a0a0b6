import { join } from 'node:path';
import { migrate, openDatabase } from '../kernel/database.ts';
import { createRouter } from '../kernel/router.ts';
import type { Caller, Identity, ImageService, SourceImage } from '../kernel/service.ts';
import { createClock } from './clock.ts';
import { openDataFiles, STAGING } from './data-files.ts';
import { isVisible } from './enforce-policy.ts';
import { type Glance, STORES } from './glance.ts';
import { crashed, GlanceFault, methodNotAllowed, notFound, writeFault } from './glance-fault.ts';
import { createImageTable } from './images-table.ts';
import { importSeed } from './import-seed.ts';
import { createLimits, GENEROUS, type QuotaSettings } from './limits.ts';
import { createMemberTable } from './members-table.ts';
import { MIGRATIONS } from './migrations.ts';
import { recoverImages } from './recover-images.ts';
import { glanceRequestOf, imageRoutes } from './routes.ts';
import { showOptions, showVersions } from './show-service.ts';
import type { StoredImage } from './stored-image.ts';
import { createTaskTable } from './tasks-table.ts';

export interface GlanceOptions {
  /** Folder of `glance.db` and `data/`; created if missing. */
  readonly stateDir: string;
  readonly identity: Identity;
  /**
   * Hosts that web-download may reach; any host when absent. In both cases only http and https, on ports 80, 443 and
   * from 1024 up.
   */
  readonly importHosts?: readonly string[];
  /** Pause in ms between two states of an import, so that a client can observe each of them. Default 250. */
  readonly importPace?: number;
  /** Quotas of each project; `GENEROUS` where absent. */
  readonly quotas?: Partial<QuotaSettings>;
}

const DEFAULT_PACE_MS = 250;

/** The image service, with metadata in `glance.db` and data in `data/`, both kept over a restart. */
export async function createGlance(options: GlanceOptions): Promise<ImageService> {
  const { identity, stateDir } = options;
  const db = openDatabase(join(stateDir, 'glance.db'));
  migrate(db, MIGRATIONS);
  const now = createClock();
  const background = new Set<Promise<void>>();
  const stop = new AbortController();
  const glance: Glance = {
    db,
    now,
    images: createImageTable(db, now),
    members: createMemberTable(db, now),
    tasks: createTaskTable(db, now),
    files: openDataFiles(join(stateDir, 'data'), [...STORES.map((store) => store.id), STAGING]),
    limits: createLimits(db, { ...GENEROUS, ...options.quotas }, identity.limitOf),
    mayFetch: hostFilter(options.importHosts),
    importPace: options.importPace ?? DEFAULT_PACE_MS,
    inBackground: (work) => {
      background.add(work);
      void work.finally(() => background.delete(work));
    },
    stopping: stop.signal,
  };
  await recoverImages(glance);

  const answer = createRouter(imageRoutes(glance, identity), {
    notFound: (call) => {
      if (!/^\/v2(\/|$)/.test(call.path)) return showVersions(call, 300);
      glanceRequestOf(glance, identity, call);
      throw notFound();
    },
    methodNotAllowed: (call, allow) => {
      glanceRequestOf(glance, identity, call);
      throw methodNotAllowed(call.method, allow);
    },
  });
  return {
    handle: async (call) => {
      try {
        if (call.method === 'OPTIONS') showOptions(call);
        else await answer(call);
      } catch (error) {
        if (!(error instanceof GlanceFault)) throw error;
        writeFault(call, error);
      }
    },
    crash: (call) => writeFault(call, crashed()),
    imageFor: (caller, id) => imageFor(glance, caller, id),
    imageCount: () => glance.images.count(),
    importSeed: (rows) => importSeed(glance, rows),
    close: async () => {
      stop.abort();
      await Promise.all(background);
      db.close();
    },
  };
}

function hostFilter(hosts: readonly string[] | undefined): (url: URL) => boolean {
  return ({ protocol, hostname, port }) =>
    (protocol === 'http:' || protocol === 'https:') &&
    hostname !== '' &&
    mayPort(port) &&
    (hosts === undefined || hosts.includes(hostname));
}

/**
 * Glance allows ports 80 and 443 by default. Ports from 1024 up are allowed too, because a user can open them on their
 * own machine.
 */
function mayPort(port: string): boolean {
  return ['', '80', '443'].includes(port) || Number(port) >= 1024;
}

function imageFor(glance: Glance, caller: Caller, id: string): SourceImage | null {
  const image = glance.images.get(id);
  const isMember = () => caller.projectId !== null && glance.members.get(id, caller.projectId) !== null;
  return image && isVisible(caller, image, isMember) ? sourceOf(glance, image) : null;
}

function sourceOf(glance: Glance, image: StoredImage): SourceImage {
  const store = image.stores.find((one) => glance.files.has(one, image.id));
  return {
    id: image.id,
    name: image.name,
    status: image.status,
    diskFormat: image.diskFormat,
    containerFormat: image.containerFormat,
    size: image.size,
    virtualSize: image.virtualSize,
    checksum: image.checksum,
    minDisk: image.minDisk,
    minRam: image.minRam,
    properties: image.properties,
    dataPath: store === undefined ? null : glance.files.path(store, image.id),
  };
}
