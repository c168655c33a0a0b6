import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Certificates } from './certificates.ts';

const documentation = new URL('../../../docs/real-cloud.md', import.meta.url);

/** A server without TLS (or several consoles side by side), and the port on which nginx offers it with TLS. */
export interface NginxServer {
  /** Server name of the documented configuration: before the console or before a service of the cloud. */
  readonly serverName: 'console.example.com' | 'image.example.com';
  readonly ports: readonly number[];
  readonly tlsPort: number;
}

export interface Nginx {
  /** Returns nginx's errors and warnings so far. */
  readonly errorLog: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts nginx with the configurations of `docs/real-cloud.md`, in which only addresses, ports and files are replaced. */
export async function startNginx(folder: string, servers: readonly NginxServer[], tls: Certificates): Promise<Nginx> {
  const blocks = await readDocumentedBlocks();
  const serverBlocks = servers.map((server) => configureBlock(blocks, server, tls));
  const log = join(folder, 'error.log');
  await mkdir(join(folder, 'tmp'));
  await writeFile(join(folder, 'nginx.conf'), wrapInConfiguration(serverBlocks, log));
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', log];
  const child = spawn('nginx', args, { stdio: 'inherit' });
  await Promise.all(servers.map(({ tlsPort }) => waitUntilListening(child, tlsPort)));
  return {
    errorLog: () => readFile(log, 'utf8'),
    async stop() {
      child.kill('SIGQUIT');
      await once(child, 'exit');
    },
  };
}

/** Reads the nginx configurations of the documentation. */
async function readDocumentedBlocks(): Promise<readonly string[]> {
  const text = await readFile(documentation, 'utf8');
  return [...text.matchAll(/^```nginx\n(.*?)^```/gms)].map(([, block = '']) => block);
}

function configureBlock(
  blocks: readonly string[],
  { serverName, ports, tlsPort }: NginxServer,
  tls: Certificates,
): string {
  const block = findBlock(blocks, `server_name ${serverName};`);
  const withUpstream = ports.length === 1 ? block : block.replace(upstream, findBlock(blocks, 'ip_hash;'));
  const port = ports.values();
  return withUpstream
    .replace('listen 443 ssl', `listen 127.0.0.1:${tlsPort} ssl`)
    .replace(`server_name ${serverName}`, 'server_name localhost')
    .replace('/etc/ssl/example.com.pem', tls.certificate)
    .replace('/etc/ssl/example.com.key', tls.key)
    .replace(/[\d.]+:(8080|9292);/g, () => `127.0.0.1:${port.next().value};`);
}

const upstream = /^upstream console \{\n.*?^\}\n/ms;

function findBlock(blocks: readonly string[], line: string): string {
  const found = blocks.find((block) => block.includes(line));
  if (found === undefined) throw new Error(`The documentation has no nginx configuration with ${line}`);
  return found;
}

const temporaryPaths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

function wrapInConfiguration(serverBlocks: readonly string[], log: string): string {
  return `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid nginx.pid;
error_log ${log} warn;
events {}
http {
access_log off;
${temporaryPaths.map((name) => `${name}_temp_path tmp/${name};`).join('\n')}
${serverBlocks.join('\n')}
}
`;
}

/** Waits until a program accepts connections. @throws if the program has ended instead */
export async function waitUntilListening(child: ChildProcess, port: number): Promise<void> {
  while (!(await canConnect(port))) {
    if (child.exitCode !== null) throw new Error('The program did not start; see its output above');
    await delay(50);
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });
}
