import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudClient, signInToCloud } from '../../support/cloud-client.ts';
import { type RunningConsole, startConsole } from '../../support/console.ts';
import { createCertificates } from './certificates.ts';
import { type NginxServer, startNginx } from './nginx.ts';
import { addRegion } from './region.ts';

/** A console and a cloud, each behind nginx with TLS and a certificate of a private authority. */
export interface TlsSite {
  /** https address that the browser opens. */
  readonly url: string;
  /** Keystone behind nginx, https. */
  readonly authUrl: string;
  /** PEM file of the private certificate authority. */
  readonly ca: string;
  /** Region of the catalog whose endpoints are behind nginx. */
  readonly region: string;
  /** The administrator's API client, which does not use nginx. */
  readonly cloud: CloudClient;
  /** Returns nginx's errors and warnings so far. */
  readonly proxyLog: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** @param keystone Keystone of a cloud on this machine whose services have no TLS */
export async function startTlsSite(keystone: string): Promise<TlsSite> {
  const cloud = await signInToCloud(keystone, 'admin');
  const folder = await mkdtemp(join(tmpdir(), 'image-console-tls-'));
  const tls = await createCertificates(folder);
  const [consolePort = 0, ...tlsPorts] = await findFreePorts(5);
  const [pagePort = 0, identityPort = 0, imagePort = 0, volumePort = 0] = tlsPorts;
  const publicPortOf = await fetchPublicPorts(cloud);
  const servers: readonly NginxServer[] = [
    { serverName: 'console.example.com', ports: [consolePort], tlsPort: pagePort },
    { serverName: 'image.example.com', ports: [Number(new URL(keystone).port)], tlsPort: identityPort },
    { serverName: 'image.example.com', ports: [publicPortOf('image')], tlsPort: imagePort },
    { serverName: 'image.example.com', ports: [publicPortOf('volumev3')], tlsPort: volumePort },
  ];
  const nginx = await startNginx(folder, servers, tls);
  const region = await addRegion(cloud, {
    public: { image: `https://localhost:${imagePort}`, volumev3: `https://localhost:${volumePort}/v3/%(project_id)s` },
  });
  const site = {
    url: `https://localhost:${pagePort}`,
    authUrl: `https://localhost:${identityPort}/v3`,
    ca: tls.ca,
    region: region.name,
    cloud,
    proxyLog: nginx.errorLog,
  };
  const runningConsole = await startConsoleBehind(site, consolePort);
  return {
    ...site,
    async close() {
      await runningConsole.stop();
      await nginx.stop();
      await region.remove();
      await rm(folder, { recursive: true });
    },
  };
}

function startConsoleBehind(
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

/** Returns the ports of the public endpoints by service type. */
async function fetchPublicPorts(cloud: CloudClient): Promise<(type: string) => number> {
  const { services } = await cloud.identity<{ services: readonly { id: string; type: string }[] }>('GET', '/services');
  const { endpoints } = await cloud.identity<{
    endpoints: readonly { service_id: string; url: string }[];
  }>('GET', '/endpoints?interface=public');
  return (type) => {
    const service = services.find((candidate) => candidate.type === type);
    const endpoint = endpoints.find(({ service_id, url }) => service_id === service?.id && url.startsWith('http://'));
    if (endpoint === undefined) throw new Error(`The catalog has no ${type} service`);
    return Number(new URL(endpoint.url.replace(/%\(.*$/, '')).port);
  };
}

/** Finds ports on which no program listens at the moment. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
