import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { Certificates } from './certificates.ts';

const page = new URL('../../../docs/real-cloud.md', import.meta.url);

/** Something that listens without TLS, several consoles on several ports, and where nginx shall offer it with TLS. */
export interface NginxServer {
  /** Which configuration of the documentation: before the console or before a service of the cloud. */
  readonly like: 'console.example.com' | 'image.example.com';
  readonly ports: readonly number[];
  readonly tlsPort: number;
}

export interface Nginx {
  /** What it complained of, warnings too. */
  readonly errorLog: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Runs nginx with the very lines of the documentation; only addresses, ports and files are ours. */
export async function startNginx(folder: string, fronts: readonly NginxServer[], tls: Certificates): Promise<Nginx> {
  const blocks = await documented();
  const servers = fronts.map((front) => configured(blocks, front, tls));
  const log = join(folder, 'error.log');
  await mkdir(join(folder, 'tmp'));
  await writeFile(join(folder, 'nginx.conf'), wrapped(servers, log));
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', log];
  const child = spawn('nginx', args, { stdio: 'inherit' });
  await Promise.all(fronts.map(({ tlsPort }) => listening(child, tlsPort)));
  return {
    errorLog: () => readFile(log, 'utf8'),
    async stop() {
      child.kill('SIGQUIT');
      await once(child, 'exit');
    },
  };
}

async function documented(): Promise<readonly string[]> {
  const text = await readFile(page, 'utf8');
  return [...text.matchAll(/^```nginx\n(.*?)^```/gms)].map(([, block = '']) => block);
}

function configured(blocks: readonly string[], { like, ports, tlsPort }: NginxServer, tls: Certificates): string {
  const block = blockWith(blocks, `server_name ${like};`);
  const whole = ports.length === 1 ? block : block.replace(upstream, blockWith(blocks, 'ip_hash;'));
  const port = ports.values();
  return whole
    .replace('listen 443 ssl', `listen 127.0.0.1:${tlsPort} ssl`)
    .replace(`server_name ${like}`, 'server_name localhost')
    .replace('/etc/ssl/example.com.pem', tls.certificate)
    .replace('/etc/ssl/example.com.key', tls.key)
    .replace(/[\d.]+:(8080|9292);/g, () => `127.0.0.1:${port.next().value};`);
}

const upstream = /^upstream console \{\n.*?^\}\n/ms;

function blockWith(blocks: readonly string[], line: string): string {
  const found = blocks.find((one) => one.includes(line));
  if (found === undefined) throw new Error(`The documentation has no nginx configuration with ${line}`);
  return found;
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

function wrapped(servers: readonly string[], log: string): string {
  return `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid nginx.pid;
error_log ${log} warn;
events {}
http {
access_log off;
${temporary.map((what) => `${what}_temp_path tmp/${what};`).join('\n')}
${servers.join('\n')}
}
`;
}

/** Resolves when somebody can connect; rejects when the program has ended instead. */
export async function listening(child: ChildProcess, port: number): Promise<void> {
  while (!(await connects(port))) {
    if (child.exitCode !== null) throw new Error('it did not start; its reason is above');
    await rest(50);
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true));
    socket.once('error', () => done(false)).once('connect', () => socket.destroy());
  });
}
