import { resolve } from 'node:path';
import { createCinder } from './cinder/index.ts';
import { createGlance } from './glance/index.ts';
import { createFaultSwitches } from './kernel/fault-switches.ts';
import { startServer } from './kernel/server.ts';
import { createKeystone } from './keystone/index.ts';
import { seedOnce } from './seed/index.ts';

export type { FaultEffect, FaultMatch, FaultRule } from './kernel/fault-rules.ts';

export interface DevcloudOptions {
  /** Folder of databases and image files; created if missing. One process at a time may use it. */
  readonly stateDir: string;
  /** Number of images in a new cloud, 0 … 20000; default 40. A cloud is seeded only once. */
  readonly seed?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0, which picks a free port. */
  readonly port?: number;
  /** Lifetime of a token in seconds; default 3600. */
  readonly tokenTtlSeconds?: number;
}

export interface Devcloud {
  /** URL of Keystone v3, without a trailing slash. */
  readonly authUrl: string;
  /** `http://host:port`. The services have the prefixes `/identity`, `/image` and `/volume`. */
  readonly url: string;
  /** Closes the sockets, then the services. May be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts Keystone, Glance and Cinder in this process on one port. Rejects when the port is in use or the state cannot
 * be read.
 */
export async function startDevcloud(options: DevcloudOptions): Promise<Devcloud> {
  const stateDir = resolve(options.stateDir);
  const host = options.host ?? '127.0.0.1';
  const identity = await createKeystone({ stateDir, tokenTtlSeconds: options.tokenTtlSeconds ?? 3600 });
  const image = await createGlance({ stateDir, identity });
  const volume = createCinder({ stateDir, identity, images: image });
  const closeServices = async () => {
    for (const service of [volume, image, identity]) await service.close();
  };
  try {
    seedOnce(image, stateDir, options.seed ?? 40, Date.now());
    const faults = createFaultSwitches(identity.expireToken);
    const server = await startServer({ mounts: { identity, image, volume }, faults, host, port: options.port ?? 0 });
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
    let closing: Promise<void> | null = null;
    const close = () => {
      closing ??= server.close().then(closeServices);
      return closing;
    };
    return { authUrl: `${url}/identity/v3`, url, close };
  } catch (error) {
    await closeServices();
    throw error;
  }
}
