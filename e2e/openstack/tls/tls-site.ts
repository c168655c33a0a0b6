import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudClient, signInToCloud } from '../../support/cloud-client.ts';
import { type RunningConsole, startConsole } from '../../support/console.ts';
import { makeCertificates } from './certificates.ts';
import { type NginxServer, startNginx } from './nginx.ts';
import { addRegion } from './region.ts';

/** A console and a cloud, each behind nginx with TLS by a private authority. */
export interface TlsSite {
  /** What the browser opens, https. */
  readonly url: string;
  /** Keystone behind nginx, https. */
  readonly authUrl: string;
  /** PEM file of the private authority. */
  readonly ca: string;
  /** Where the catalog has the services behind nginx. */
  readonly region: string;
  /** The administrator straight at the cloud, past nginx. */
  readonly cloud: CloudClient;
  /** What nginx complained of so far. */
  readonly proxyLog: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** @param keystone the cloud's own, without TLS, on this machine; its image and volume service likewise */
export async function startTlsSite(keystone: string): Promise<TlsSite> {
  const cloud = await signInToCloud(keystone, 'admin');
  const folder = await mkdtemp(join(tmpdir(), 'image-console-tls-'));
  const tls = await makeCertificates(folder);
  const [consolePort = 0, ...tlsPorts] = await freePorts(5);
  const [page = 0, identity = 0, image = 0, volume = 0] = tlsPorts;
  const addresses = await publicPorts(cloud);
  const fronts: readonly NginxServer[] = [
    { like: 'console.example.com', ports: [consolePort], tlsPort: page },
    { like: 'image.example.com', ports: [Number(new URL(keystone).port)], tlsPort: identity },
    { like: 'image.example.com', ports: [addresses('image')], tlsPort: image },
    { like: 'image.example.com', ports: [addresses('volumev3')], tlsPort: volume },
  ];
  const nginx = await startNginx(folder, fronts, tls);
  const region = await addRegion(cloud, {
    public: { image: `https://localhost:${image}`, volumev3: `https://localhost:${volume}/v3/%(project_id)s` },
  });
  const site = {
    url: `https://localhost:${page}`,
    authUrl: `https://localhost:${identity}/v3`,
    ca: tls.ca,
    region: region.name,
    cloud,
    proxyLog: nginx.errorLog,
  };
  const served = await consoleBehind(site, consolePort);
  return {
    ...site,
    async close() {
      await served.stop();
      await nginx.stop();
      await region.remove();
      await rm(folder, { recursive: true });
    },
  };
}

function consoleBehind(
  site: Pick<TlsSite, 'url' | 'authUrl' | 'ca' | 'region'>,
  port: number,
): Promise<RunningConsole> {
  return startConsole({
    env: {
      CONSOLE_PORT: String(port),
      CONSOLE_PUBLIC_URL: site.url,
      OS_AUTH_URL: site.authUrl,
      OS_CACERT: site.ca,
      OS_REGION_NAME: site.region,
    },
  });
}

/** The ports of the public endpoints by service type. */
async function publicPorts(cloud: CloudClient): Promise<(type: string) => number> {
  const { services } = await cloud.identity<{ services: readonly { id: string; type: string }[] }>('GET', '/services');
  const { endpoints } = await cloud.identity<{
    endpoints: readonly { service_id: string; url: string }[];
  }>('GET', '/endpoints?interface=public');
  return (type) => {
    const service = services.find((one) => one.type === type);
    const endpoint = endpoints.find(({ service_id, url }) => service_id === service?.id && url.startsWith('http://'));
    if (endpoint === undefined) throw new Error(`The catalog has no ${type} service`);
    return Number(new URL(endpoint.url.replace(/%\(.*$/, '')).port);
  };
}

/** Ports that nobody listens on at the moment. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
